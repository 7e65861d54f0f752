using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Client;

/// <summary>What asking for a snapshot came to.</summary>
/// <param name="Snapshot">A newer one; null: what is here is the newest, or there was <paramref name="Trouble"/>.</param>
/// <param name="Json">All of the newer one, for the file; null without one.</param>
/// <param name="Trouble">Null: none.</param>
internal readonly record struct SnapshotAnswer(LoadedSnapshot? Snapshot, byte[]? Json, Trouble? Trouble)
{
    public static implicit operator SnapshotAnswer(Trouble? trouble) => new(null, null, trouble);
}

/// <summary>Asks the server for a snapshot and checks that it can replace the one that is here.</summary>
internal sealed class SnapshotLoader(LocalEvaluatorOptions options, SdkServer server)
{
    public async Task<SnapshotAnswer> LoadAsync(LoadedSnapshot? current, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await AskAsync(current, either.Token);
        }
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
        {
            return Trouble.Of(thrown);
        }
    }

    private async Task<SnapshotAnswer> AskAsync(LoadedSnapshot? current, CancellationToken cancellationToken)
    {
        using var response = await server.GetSnapshotAsync(current?.Tag, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified && current?.Tag is not null)
        {
            return default;
        }

        return Trouble.Of(response, options.TimeProvider.GetUtcNow()) is { } trouble
            ? trouble
            : Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.ETag, current?.Snapshot);
    }

    private SnapshotAnswer Read(byte[] json, EntityTagHeaderValue? tag, EnvironmentSnapshot? mine)
    {
        try
        {
            var configuration = JsonSerializer.Deserialize<EnvironmentConfiguration>(json, DomainJson.Options);
            if (configuration is null)
            {
                return new Trouble("The server sent an empty snapshot; the last one is kept.");
            }

            return IsOlder(configuration, mine)
                ? new Trouble($"The server has version {configuration.Version}, older than {mine!.Version}, which is kept: another node is behind, or its database was restored.")
                : new SnapshotAnswer(new(new(configuration), tag, options.Json), json, null);
        }
        catch (Exception)
        {
            // A snapshot is compiled from whatever somebody sent; what is wrong with it must not matter here.
            return new Trouble("The server sent a snapshot that is damaged or of a format that is newer than this client; the last one is kept.");
        }
    }

    private static bool IsOlder(EnvironmentConfiguration configuration, EnvironmentSnapshot? mine) =>
        mine is not null && mine.EnvironmentId == configuration.EnvironmentId && configuration.Version < mine.Version;
}
