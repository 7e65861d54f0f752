using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>A row of <c>metric_definitions</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class MetricRow
{
    public const string Select = """
        SELECT m.id, m.environment_id, e.key AS environment_key, m.key, m.name, m.description, m.definition, m.version, m.created_at, m.updated_at
        FROM metric_definitions m JOIN environments e ON e.id = m.environment_id

        """;

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>A <see cref="MetricCalculation"/>.</summary>
    public string Definition { get; set; } = "";

    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static MetricRow Of(MetricDefinition metric) => new()
    {
        Id = metric.Id,
        EnvironmentId = metric.EnvironmentId,
        Key = metric.Key,
        Name = metric.Name,
        Description = metric.Description,
        Definition = JsonSerializer.Serialize<MetricCalculation>(metric, DomainJson.Options),
        SearchText = FlagRow.Fold($"{metric.Key}\n{metric.Name}"),
        Version = metric.Version,
        CreatedAt = metric.CreatedAt,
        UpdatedAt = metric.UpdatedAt,
    };

    public MetricDefinition ToMetric()
    {
        var calculation = StoredJson.Read<MetricCalculation>(Definition, $"The metric {Id}");
        return new()
        {
            Id = Id,
            EnvironmentId = EnvironmentId,
            EnvironmentKey = EnvironmentKey,
            Key = Key,
            Name = Name,
            Description = Description,
            Kind = calculation.Kind,
            Events = calculation.Events,
            Denominator = calculation.Denominator,
            Quantile = calculation.Quantile,
            Direction = calculation.Direction,
            Window = calculation.Window,
            Cap = calculation.Cap,
            CupedDays = calculation.CupedDays,
            MinimumEffect = calculation.MinimumEffect,
            Margin = calculation.Margin,
            Version = Version,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}
