using FeatureFlag.Application.Streams;
using FeatureFlag.Infrastructure;
using FeatureFlag.WebApi.Commands;

namespace FeatureFlag.WebApi.Streams;

internal static class StreamServices
{
    public static void AddStreams(this IServiceCollection services, InfrastructureOptions options)
    {
        services.AddSingleton(Fitting(options.Streams, OpenFileLimit.Connections()));
        services.AddSingleton<StreamHub>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<StreamOffer>();
    }

    /// <summary>A request that may last for days is no span, and its URL may hold a token.</summary>
    public static bool IsStream(PathString path) =>
        path.StartsWithSegments($"/{OfrepStreamsController.Path}", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/sdk/stream", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments($"/{ChangesController.Path}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Each stream is a connection for as long as it lives: a quarter of them stays for everything else.</summary>
    /// <param name="options">As set.</param>
    /// <param name="connections">How many this process can have; null: the system does not say.</param>
    internal static StreamOptions Fitting(StreamOptions options, long? connections) => connections is { } all && options.MaxConnections > all * 3 / 4
        ? options with { MaxConnections = (int)(all * 3 / 4) }
        : options;
}
