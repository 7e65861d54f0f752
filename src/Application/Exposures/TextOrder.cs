using System.Text;

namespace FeatureFlag.Application.Exposures;

/// <summary>The order of texts in both databases: that of their bytes in UTF-8, which is not that of .NET's characters.</summary>
public static class TextOrder
{
    public static int Compare(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
