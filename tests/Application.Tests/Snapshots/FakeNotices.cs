using FeatureFlag.Application.Snapshots;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>Keeps what the other nodes were told.</summary>
internal sealed class FakeNotices : IChangeNotices
{
    public List<EnvironmentVersion> Sent { get; } = [];

    public void Send(EnvironmentVersion change) => Sent.Add(change);
}
