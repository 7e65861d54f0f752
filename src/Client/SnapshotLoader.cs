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
    private static readonly Trouble Unfit = new("The server sent changes to a version that is not here.");

    public async Task<SnapshotAnswer> LoadAsync(LoadedSnapshot? current, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var answer = await AskAsync(current, current?.Tag, either.Token);
            return answer.Trouble == Unfit ? await AskAsync(current, null, either.Token) : answer;
        }
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
        {
            return Trouble.Of(thrown);
        }
    }

    private async Task<SnapshotAnswer> AskAsync(LoadedSnapshot? current, EntityTagHeaderValue? tag, CancellationToken cancellationToken)
    {
        using var response = await server.GetSnapshotAsync(tag, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified && tag is not null)
        {
            return default;
        }

        return Trouble.Of(response, options.TimeProvider.GetUtcNow()) is { } trouble
            ? trouble
            : Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.ETag, current);
    }

    private SnapshotAnswer Read(byte[] json, EntityTagHeaderValue? tag, LoadedSnapshot? current)
    {
        try
        {
            var configuration = JsonSerializer.Deserialize<EnvironmentConfiguration>(json, DomainJson.Options);
            if (configuration is null)
            {
                return new Trouble("The server sent an empty snapshot; the last one is kept.");
            }

            return Check(configuration, current?.Snapshot) is { } trouble ? trouble : Compile(configuration, json, tag, current);
        }
        catch (Exception)
        {
            // A snapshot is compiled from whatever somebody sent; what is wrong with it must not matter here.
            return new Trouble("The server sent a snapshot that is damaged or of a format that is newer than this client; the last one is kept.");
        }
    }

    private static Trouble? Check(EnvironmentConfiguration configuration, EnvironmentSnapshot? mine)
    {
        var isMine = mine is not null && mine.EnvironmentId == configuration.EnvironmentId;
        if (isMine && configuration.Version < mine!.Version)
        {
            return new($"The server has version {configuration.Version}, older than {mine.Version}, which is kept: another node is behind, or its database was restored.");
        }

        return configuration.Since != 0 && !(isMine && configuration.Since == mine!.Version) ? Unfit : null;
    }

    private SnapshotAnswer Compile(EnvironmentConfiguration configuration, byte[] json, EntityTagHeaderValue? tag, LoadedSnapshot? current)
    {
        if (configuration.Since == 0)
        {
            return new(new(new(configuration), tag, options.Json), json, null);
        }

        var snapshot = current!.Snapshot.With(configuration);
        return new(new(snapshot, tag, options.Json), SnapshotFile.Compose(snapshot), null);
    }
}
