using System.Text;
using Dapper;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FeatureFlag.WebApi.Tests.Events;

/// <summary>The database takes nothing for a while.</summary>
internal sealed class BackPressureTests(string store) : OnBothDatabases(store, "--Events:QueueMegabytes=6")
{
    [Test]
    public async Task What_does_not_fit_into_the_queue_is_refused_and_what_cannot_be_written_is_said_to_be()
    {
        var body = Encoding.UTF8.GetBytes(EventStage.Metric() + new string(' ', 4 * 1024 * 1024));
        await using var connection = Connection();
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync(IsSqlite ? "DELETE FROM event_ids" : "LOCK TABLE environments, event_names, event_ids");
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Stage.PostBytesAsync(body)));

            Assert.That(answers.Select(answer => answer.Status), Is.SupersetOf(new[] { 429, 503 }).And.All.AnyOf(429, 503));
            Assert.That(answers.Select(ProblemAssert.Faults), Is.All.Empty);
            Assert.That((string?)answers.First(answer => answer.Status == 503).Json["detail"], Does.StartWith("The events could not be written"));
            await transaction.RollbackAsync();
        }

        await Until.True(async () => (await Stage.PostBytesAsync(body)).Status == 202, TimeSpan.FromSeconds(30));
        Assert.That(await Stage.MetricsAsync(), Has.Count.EqualTo(1));
    }

    private System.Data.Common.DbConnection Connection() => IsSqlite
        ? new SqliteConnection($"Data Source={Path.Combine(Stage.App.DataDirectory, "featureflag.db")}")
        : new NpgsqlConnection(Postgres);
}
