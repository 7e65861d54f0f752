using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace FeatureFlag.Load;

/// <summary>The least that a program can do to keep the same rows in a table with the same index, durably: no HTTP, no JSON, no duplicates.</summary>
internal static class BareDatabase
{
    private const int Batch = 10_000;

    /// <summary>One prepared statement, transactions of 10 000 rows.</summary>
    /// <returns>Rows per second.</returns>
    public static double Sqlite(string path, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; DROP TABLE IF EXISTS bare");
        Execute("CREATE TABLE bare (event INTEGER NOT NULL, unit TEXT NOT NULL, ts INTEGER NOT NULL, id BLOB NOT NULL, value REAL, attributes TEXT, PRIMARY KEY (event, unit, ts, id)) STRICT, WITHOUT ROWID");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare VALUES ($event, $unit, $ts, $id, $value, $attributes)";
        var names = new[] { "$event", "$unit", "$ts", "$id", "$value", "$attributes" };
        var parameters = names.Select(name => insert.Parameters.AddWithValue(name, DBNull.Value)).ToArray();
        return Measure(time, random =>
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < Batch; i++)
            {
                var (name, unit, ts, value, attributes) = Row(random, i);
                (parameters[0].Value, parameters[1].Value, parameters[2].Value) = (name, unit, ts);
                (parameters[3].Value, parameters[4].Value, parameters[5].Value) = (Id(random), value, (object?)attributes ?? DBNull.Value);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        });

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>COPY of 10 000 rows at a time.</summary>
    /// <returns>Rows per second.</returns>
    public static double Postgres(string connectionString, TimeSpan time)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var make = new NpgsqlCommand(
            """
            DROP TABLE IF EXISTS bare;
            CREATE TABLE bare (event bigint NOT NULL, unit text COLLATE "C" NOT NULL, ts bigint NOT NULL, value double precision, attributes json);
            CREATE INDEX ON bare (event, unit, ts) INCLUDE (value)
            """,
            connection);
        make.ExecuteNonQuery();
        return Measure(time, random =>
        {
            using var copy = connection.BeginBinaryImport("COPY bare FROM STDIN (FORMAT binary)");
            for (var i = 0; i < Batch; i++)
            {
                var (name, unit, ts, value, attributes) = Row(random, i);
                copy.StartRow();
                copy.Write(name, NpgsqlDbType.Bigint);
                copy.Write(unit, NpgsqlDbType.Text);
                copy.Write(ts, NpgsqlDbType.Bigint);
                copy.Write(value, NpgsqlDbType.Double);
                copy.Write(attributes, NpgsqlDbType.Json);
            }

            copy.Complete();
        });
    }

    private static (long Name, string Unit, long Ts, double Value, string? Attributes) Row(Random random, int i) => (
        random.Next(EventBodies.Names),
        FormattableString.Invariant($"user-{random.Next(EventBodies.Units)}"),
        1_700_000_000_000 + random.Next(3_600_000),
        random.Next(10_000) / 100.0,
        i % 10 == 0 ? """{"plan":"pro","country":"CH"}""" : null);

    private static byte[] Id(Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return id;
    }

    private static double Measure(TimeSpan time, Action<Random> write)
    {
        var random = new Random(1);
        var startedAt = Stopwatch.GetTimestamp();
        var batches = 0;
        for (; Stopwatch.GetElapsedTime(startedAt) < time; batches++)
        {
            write(random);
        }

        return batches * Batch / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}
