using System.Collections.Frozen;
using System.Text.Json;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A segment with its ids frozen and its condition bound.</summary>
public sealed class CompiledSegment
{
    private readonly FrozenSet<string> _included;
    private readonly FrozenSet<string> _excluded;
    private readonly CompiledCondition? _when;
    private readonly byte[] _json;

    public CompiledSegment(SegmentDefinition definition)
    {
        Key = definition.Key;
        _included = definition.Included.ToFrozenSet(StringComparer.Ordinal);
        _excluded = definition.Excluded.ToFrozenSet(StringComparer.Ordinal);
        When = definition.When;
        var problems = new Problems();
        _when = definition.When is { } when ? ConditionCompiler.Compile(when, "when", definition.Key, problems) : null;
        IsValid = !problems.Any;
        _json = JsonSerializer.SerializeToUtf8Bytes(definition, DomainJson.Options);
    }

    public string Key { get; }

    /// <summary>As written, for explanations; null: nobody is in but by name.</summary>
    internal Condition? When { get; }

    /// <summary>False: its condition cannot be understood, as when a newer version of the server wrote it.</summary>
    internal bool IsValid { get; }

    /// <summary>The definition, as <see cref="DomainJson"/> writes it.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <returns>Null if its condition would have to decide and cannot be understood, as when a newer version of the server wrote it.</returns>
    internal bool? Contains(in EvaluationScope scope) =>
        Lists(scope.Context.UserId) ?? (IsValid ? _when is not null && _when.Matches(scope) : null);

    /// <returns>Whether the id is in by name, or out by name; null if it is not listed.</returns>
    internal bool? Lists(string? userId) => userId switch
    {
        null => null,
        _ when _excluded.Contains(userId) => false,
        _ when _included.Contains(userId) => true,
        _ => null,
    };
}
