using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Reference;

/// <summary>Conditions read straight from the contract, over plain JSON: slow, and without any of the code it checks.</summary>
internal sealed class NaiveCondition(NaiveEvaluator world, string salt)
{
    public bool Matches(Condition node)
    {
        if (node.All is { } all)
        {
            return all.All(Matches);
        }

        if (node.Any is { } any)
        {
            return any.Any(Matches);
        }

        return node.None is { } none ? !none.Any(Matches) : Leaf(node);
    }

    private bool Leaf(Condition leaf)
    {
        var values = (leaf.Values ?? []).Select(token => JsonNode.Parse(token.Text)!).ToList();
        switch (leaf.Operator)
        {
            case "in_segment" or "not_in_segment":
                var isIn = values.Any(key => world.IsInSegment(key.GetValue<string>()));
                return isIn == (leaf.Operator == "in_segment");
            case "flag_is" or "flag_is_not":
                var served = world.Evaluate(leaf.Attribute!).Variant;
                return values.Any(key => key.GetValue<string>() == served) == (leaf.Operator == "flag_is");
            case "within_percentage":
                return world.Bucket(salt, leaf.Attribute ?? "user_id") is { } bucket && bucket < values[0].GetValue<decimal>() * 1000;
        }

        if (leaf.Attribute == "$now")
        {
            return Compare(leaf.Operator!, JsonValue.Create(world.Now), values, leaf.IgnoreCase == true);
        }

        var attribute = world.Find(leaf.Attribute!);
        return leaf.Operator switch
        {
            "exists" => attribute is not null,
            "not_exists" => attribute is null,
            _ => attribute is not null && Compare(leaf.Operator!, attribute, values, leaf.IgnoreCase == true),
        };
    }

    private static bool Compare(string name, JsonNode attribute, List<JsonNode> values, bool ignoreCase)
    {
        var isNegated = name.StartsWith("not_", StringComparison.Ordinal) || name is "semver_neq" or "includes_none";
        var positive = name switch
        {
            "semver_neq" => "semver_eq",
            "includes_none" => "includes_any",
            _ when isNegated => name["not_".Length..],
            _ => name,
        };
        return Positive(positive, attribute, values, ignoreCase) is { } holds && holds != isNegated;
    }

    /// <summary>Null: the attribute is of no kind that the operator looks at.</summary>
    private static bool? Positive(string name, JsonNode attribute, List<JsonNode> values, bool ignoreCase) => name switch
    {
        "equals" or "in" => attribute is not JsonArray ? values.Any(value => AreEqual(attribute, value, ignoreCase)) : null,
        "contains" or "starts_with" or "ends_with" or "matches" =>
            TextOf(attribute) is { } text ? values.Any(value => HoldsText(name, text, value.GetValue<string>(), ignoreCase)) : null,
        "includes_any" => attribute is JsonArray some ? values.Any(value => some.Any(e => e is not null && AreEqual(e, value, ignoreCase))) : null,
        "includes_all" => attribute is JsonArray every ? values.All(value => every.Any(e => e is not null && AreEqual(e, value, ignoreCase))) : null,
        "gt" or "gte" or "lt" or "lte" => NumberOf(attribute) is { } number ? Holds(name, number.CompareTo(NumberOf(values[0])!.Value)) : null,
        "before" or "after" => TimeOf(attribute) is { } time ? Holds(name, time.CompareTo(TimeOf(values[0])!.Value)) : null,
        "in_cidr" => AddressOf(TextOf(attribute) ?? "") is { } address ? values.Any(v => IsInNetwork(address, v.GetValue<string>())) : null,
        "semver_eq" => SemVerOf(attribute) is { } version ? values.Any(value => CompareSemVer(version, SemVerOf(value)!) == 0) : null,
        _ when name.StartsWith("semver_", StringComparison.Ordinal) =>
            SemVerOf(attribute) is { } version ? Holds(name["semver_".Length..], CompareSemVer(version, SemVerOf(values[0])!)) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static bool Holds(string name, int order) => name switch
    {
        "gt" or "after" => order > 0,
        "gte" => order >= 0,
        "lt" or "before" => order < 0,
        _ => order <= 0,
    };

    private static string? TextOf(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    private static bool AreEqual(JsonNode a, JsonNode b, bool ignoreCase) => (a.GetValueKind(), b.GetValueKind()) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => string.Equals(TextOf(a), TextOf(b), Comparison(ignoreCase)),
        (JsonValueKind.Number, JsonValueKind.Number) => NumberOf(a) == NumberOf(b),
        (var kind, var other) => kind == other && kind is JsonValueKind.True or JsonValueKind.False && kind == other,
    };

    private static bool HoldsText(string name, string text, string value, bool ignoreCase) => name switch
    {
        "contains" => text.Contains(value, Comparison(ignoreCase)),
        "starts_with" => text.StartsWith(value, Comparison(ignoreCase)),
        "ends_with" => text.EndsWith(value, Comparison(ignoreCase)),
        _ => Regex.IsMatch(
            text, value, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None)),
    };

    private static StringComparison Comparison(bool ignoreCase) => ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static decimal? NumberOf(JsonNode node)
    {
        var text = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => "",
        };
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static DateTimeOffset? TimeOf(JsonNode node)
    {
        if (node.GetValueKind() == JsonValueKind.Number)
        {
            return DateTimeOffset.UnixEpoch.AddMilliseconds((double)NumberOf(node)!.Value);
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];
        var text = TextOf(node);
        var hasOffset = text is not null && (text.Length == 10 || text.EndsWith('Z') || Regex.IsMatch(text, @"[+-]\d\d:\d\d\z"));
        return hasOffset && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static IPAddress? AddressOf(string text) =>
        (text.Contains(':', StringComparison.Ordinal) || Regex.IsMatch(text, @"\A((0|[1-9][0-9]*)\.){3}(0|[1-9][0-9]*)\z")) && IPAddress.TryParse(text, out var address)
            ? address
            : null;

    private static bool IsInNetwork(IPAddress address, string value)
    {
        var parts = value.Split('/');
        var written = IPAddress.Parse(parts[0]);
        var own = Plain(written);
        address = Plain(address);
        if (own.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        var (a, b) = (own.GetAddressBytes(), address.GetAddressBytes());
        var bits = parts.Length == 1 ? a.Length * 8 : int.Parse(parts[1], CultureInfo.InvariantCulture) - (written.IsIPv4MappedToIPv6 ? 96 : 0);
        return Enumerable.Range(0, bits).All(bit => ((a[bit / 8] ^ b[bit / 8]) & (0x80 >> (bit % 8))) == 0);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed record SemVer(BigInteger[] Core, string[] PreRelease);

    private static SemVer? SemVerOf(JsonNode node)
    {
        var match = Regex.Match(
            TextOf(node) ?? "",
            @"\A[vV]?(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?(\.(0|[1-9][0-9]*))?(-(?<pre>[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z");
        var pre = match.Groups["pre"].Success ? match.Groups["pre"].Value.Split('.') : [];
        if (!match.Success || pre.Any(part => part.Length > 1 && part[0] == '0' && part.All(char.IsAsciiDigit)))
        {
            return null;
        }

        int[] groups = [1, 3, 5];
        return new([.. groups.Select(g => match.Groups[g].Success ? BigInteger.Parse(match.Groups[g].Value, CultureInfo.InvariantCulture) : 0)], pre);
    }

    private static int CompareSemVer(SemVer a, SemVer b)
    {
        for (var i = 0; i < 3; i++)
        {
            if (a.Core[i] != b.Core[i])
            {
                return a.Core[i].CompareTo(b.Core[i]);
            }
        }

        if (a.PreRelease.Length == 0 || b.PreRelease.Length == 0)
        {
            return b.PreRelease.Length.CompareTo(a.PreRelease.Length);
        }

        var first = a.PreRelease.Zip(b.PreRelease, CompareIdentifiers).FirstOrDefault(order => order != 0);
        return first != 0 ? first : a.PreRelease.Length.CompareTo(b.PreRelease.Length);
    }

    private static int CompareIdentifiers(string a, string b) => (a.All(char.IsAsciiDigit), b.All(char.IsAsciiDigit)) switch
    {
        (true, true) => BigInteger.Parse(a, CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(b, CultureInfo.InvariantCulture)),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(a, b),
    };
}
