namespace FeatureFlag.WebApi.Http;

internal static class ClientAddress
{
    /// <summary>The connection's address, or what a trusted proxy says it is (Proxy:KnownNetworks).</summary>
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
