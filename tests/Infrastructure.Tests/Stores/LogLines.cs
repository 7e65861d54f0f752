using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Tests.Stores;

/// <summary>Keeps what is logged, so that tests can count lines.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>"Error: The message", oldest first.</summary>
    public IReadOnlyCollection<string> All => _lines;

    public IEnumerable<string> With(string part) => _lines.Where(line => line.Contains(part, StringComparison.Ordinal));

    public ILogger<T> For<T>() => LoggerFactory.Create(builder => builder.AddProvider(this)).CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
