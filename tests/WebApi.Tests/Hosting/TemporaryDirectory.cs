namespace FeatureFlag.WebApi.Tests.Hosting;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ff-web-").FullName;

    /// <summary>The setting that makes it the server's data directory.</summary>
    public (string Name, string Value) Setting => ("Storage__DataDirectory", Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
