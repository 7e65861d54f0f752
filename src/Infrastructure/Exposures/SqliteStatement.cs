using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>A prepared statement without the driver's layers, which cost more than the statement where rows come by the thousand.</summary>
internal sealed class SqliteStatement : IDisposable
{
    public const int IdBytes = 16;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement With(long value) => Bound(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement With(string text) => Bound(raw.sqlite3_bind_text(_statement, ++_bound, text));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement WithNull() => Bound(raw.sqlite3_bind_null(_statement, ++_bound));

    /// <summary>Binds the next parameter; a text that is empty is null.</summary>
    public SqliteStatement With(ReadOnlySpan<byte> text) =>
        Bound(text.IsEmpty ? raw.sqlite3_bind_null(_statement, ++_bound) : raw.sqlite3_bind_text(_statement, ++_bound, text));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement With(double? value) =>
        Bound(value is { } number ? raw.sqlite3_bind_double(_statement, ++_bound, number) : raw.sqlite3_bind_null(_statement, ++_bound));

    /// <inheritdoc cref="With(long)"/>
    public SqliteStatement With(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return Bound(raw.sqlite3_bind_blob(_statement, ++_bound, bytes));
    }

    /// <summary>Runs it and makes it ready to be bound anew. What was not bound keeps its value.</summary>
    /// <returns>Whether there is a row.</returns>
    public bool Run()
    {
        var hasRow = Step();
        Reset();
        return hasRow;
    }

    public void Reset()
    {
        Check(raw.sqlite3_reset(_statement));
        _bound = 0;
    }

    /// <summary>The next row.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    public UInt128 Id(int column) => BinaryPrimitives.ReadUInt128BigEndian(raw.sqlite3_column_blob(_statement, column));

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Bound(int code)
    {
        Check(code);
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
