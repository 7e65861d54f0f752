using System.Security.Cryptography;
using System.Text;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>The secret that signs tokens: configured, or, for a single node on SQLite, made once and kept beside the data.</summary>
internal static class JwtSecret
{
    private const string FileName = "jwt-secret";

    /// <exception cref="ConfigurationException">It is missing or too short; the message says what to set.</exception>
    public static string Resolve(string? configured, string? postgres, string dataDirectory)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return IsLongEnough(configured) ? configured : throw new ConfigurationException(
                $"Auth__JwtSecret is shorter than {JwtOptions.MinSecretBytes} bytes, so tokens could be forged. Set a random one, such as the output of: openssl rand -base64 48");
        }

        return string.IsNullOrEmpty(postgres) ? FromFile(dataDirectory) : throw new ConfigurationException(
            "Auth__JwtSecret is not set. With PostgreSQL every node must have the same one: set it to a random text of at least " +
            $"{JwtOptions.MinSecretBytes} bytes, such as the output of: openssl rand -base64 48");
    }

    private static bool IsLongEnough(string secret) => Encoding.UTF8.GetByteCount(secret) >= JwtOptions.MinSecretBytes;

    private static string FromFile(string dataDirectory)
    {
        try
        {
            return ReadOrMake(dataDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"The data directory {dataDirectory} cannot be used: {exception.Message} Make it writable for this user, or set Storage__DataDirectory.");
        }
    }

    private static string ReadOrMake(string dataDirectory)
    {
        DataDirectory.Create(dataDirectory);
        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
        {
            Write(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        }

        var secret = File.ReadAllText(path);
        return IsLongEnough(secret) ? secret : throw new ConfigurationException(
            $"{path} is damaged. Delete it and start again: a new secret is made, and everybody signs in anew.");
    }

    /// <summary>Appears whole or not at all, readable by the owner only.</summary>
    private static void Write(string path, string secret)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(draft, DataDirectory.PrivateFile(FileMode.Create)))
        {
            file.Write(Encoding.UTF8.GetBytes(secret));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}

/// <summary>The server is set up wrongly; the message says what to set. It does not start.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
