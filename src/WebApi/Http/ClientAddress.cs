using System.Net;
using System.Net.Sockets;

namespace FeatureFlag.WebApi.Http;

internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The connection's address, or what a trusted proxy says it is (Proxy:KnownNetworks).</summary>
    public static string Of(HttpContext context) => Plain(context)?.ToString() ?? "unknown";

    /// <summary>What attempts are counted by: an IPv6 client has a whole /64 of addresses to come from.</summary>
    public static string NetworkOf(HttpContext context) => Plain(context) switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6 } address =>
            new IPAddress([.. address.GetAddressBytes().Take(NetworkBytes), .. new byte[NetworkBytes]]).ToString(),
        var address => address?.ToString() ?? "unknown",
    };

    private static IPAddress? Plain(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
}
