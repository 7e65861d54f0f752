using FeatureFlag.Application.Auditing;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests;

internal static class History
{
    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> HistoryAsync(this TestStore store, AuditFilter? filter = null) =>
        (await store.SendAsync(new ListAudit(filter ?? new(), new(200, null)))).Value.Items;

    /// <summary>How many entries this adds.</summary>
    public static async Task<int> EntriesOfAsync(this TestStore store, Func<Task> act)
    {
        var before = await CountAsync(store);
        await act();
        return await CountAsync(store) - before;
    }

    private static async Task<int> CountAsync(TestStore store) =>
        (int)(await store.QueryAsync<long>("SELECT count(*) FROM audit_entries"))[0];
}
