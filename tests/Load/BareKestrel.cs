namespace FeatureFlag.Load;

/// <summary>The least that Kestrel can do: one middleware that writes constant bytes, no routing, no logs.</summary>
internal static class BareKestrel
{
    // As long as a real answer, so that both send the same number of bytes.
    private static readonly byte[] Body =
        """{"enabled":true,"flag_key":"load-test","reason":"User bucket 12345 is within 50% rollout","cached":true,"variant":"on","value":true,"reason_code":"SPLIT","bucket":12345,"flag_version":1}"""u8.ToArray();

    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Body.Length;
            await context.Response.BodyWriter.WriteAsync(Body);
        });
        await app.RunAsync();
    }
}
