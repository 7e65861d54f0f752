namespace FeatureFlag.Infrastructure;

internal static class DataDirectory
{
    /// <summary>Makes it, if need be, for the owner only: it holds password hashes and the secret that signs tokens.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
