namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A text is an IP address in one of the networks. An IPv4 address is in no IPv6 network, not even in ::/0.</summary>
internal sealed class CidrTest : AttributeTest
{
    private readonly (UInt128 First, UInt128 Last)[] _ipv4;
    private readonly (UInt128 First, UInt128 Last)[] _ipv6;

    private CidrTest(IReadOnlyCollection<(UInt128 First, UInt128 Last)> networks)
    {
        _ipv4 = Merged(networks.Where(IsIPv4));
        _ipv6 = Merged(networks.Where(network => !IsIPv4(network)));
    }

    public static AttributeTest Bind(OperatorValues values) => new CidrTest(values.Networks());

    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind != AttributeKind.String || !IpNetwork.TryAddress(attribute.String, out var address))
        {
            return TestOutcome.DoesNotApply;
        }

        return Answer(Contains(IpNetwork.IsIPv4(address) ? _ipv4 : _ipv6, address));
    }

    private static bool IsIPv4((UInt128 First, UInt128 Last) network) => IpNetwork.IsIPv4(network.First) && IpNetwork.IsIPv4(network.Last);

    /// <summary>In order and without overlaps, as networks lie apart or inside each other.</summary>
    private static (UInt128 First, UInt128 Last)[] Merged(IEnumerable<(UInt128 First, UInt128 Last)> networks)
    {
        var merged = new List<(UInt128 First, UInt128 Last)>();
        foreach (var network in networks.OrderBy(network => network.First).ThenByDescending(network => network.Last))
        {
            if (merged.Count == 0 || network.First > merged[^1].Last)
            {
                merged.Add(network);
            }
        }

        return [.. merged];
    }

    private static bool Contains((UInt128 First, UInt128 Last)[] networks, UInt128 address)
    {
        var (low, high) = (0, networks.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            ref readonly var network = ref networks[middle];
            if (address >= network.First && address <= network.Last)
            {
                return true;
            }

            (low, high) = address < network.First ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }
}
