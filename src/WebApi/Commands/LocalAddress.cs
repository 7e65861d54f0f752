namespace FeatureFlag.WebApi.Commands;

internal static class LocalAddress
{
    /// <summary>An address to listen on as one to call from this machine: "all addresses" is none to call.</summary>
    public static string Of(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
