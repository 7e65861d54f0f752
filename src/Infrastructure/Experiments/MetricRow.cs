using System.Data.Common;
using System.Globalization;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>One arm's sums within a slice.</summary>
internal sealed record MetricRow(string Variant, string? Slice, ArmData Data, double? Cap, long Cut, DateTimeOffset? LastEventAt)
{
    public static MetricRow Read(DbDataReader row)
    {
        var moments = new ArmMoments(Whole(row, 2), Real(row, 5), Real(row, 6), Real(row, 7), Real(row, 9), Real(row, 10), Real(row, 11), Real(row, 12));
        return new(
            row.GetString(0),
            row.IsDBNull(1) ? null : row.GetString(1),
            new(moments, Real(row, 3), Real(row, 4), Real(row, 8), Whole(row, 13)),
            row.IsDBNull(16) ? null : Real(row, 16),
            Whole(row, 14),
            row.IsDBNull(15) ? null : DateTimeOffset.FromUnixTimeMilliseconds(Whole(row, 15)));
    }

    /// <summary>SQLite says NULL where a sum is infinite minus infinite.</summary>
    public static double Real(DbDataReader row, int column) =>
        row.IsDBNull(column) ? double.NaN : Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture);

    public static long Whole(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
