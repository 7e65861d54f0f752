using System.Buffers.Binary;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Infrastructure.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>
/// Ids by INSERT … ON CONFLICT, which also finds the duplicates, then metric events by COPY. Each takes a core of the database,
/// hence two writers.
/// </summary>
internal sealed class PostgresEventStore(Database database, EventOptions options, TimeProvider time) : EventStore(database, options, time, writers: 2)
{
    private readonly PostgresPartitions _partitions = new(database);

    public override int GroupSize => 20_000;

    public override async Task PruneAsync(CancellationToken cancellationToken)
    {
        await _partitions.DropAsync(Oldest, cancellationToken);
        var session = new Session(Database, Time);
        string[] pieces =
        [
            "DELETE FROM event_ids WHERE ctid = ANY(ARRAY(SELECT ctid FROM event_ids WHERE day < @OldestDay LIMIT 5000))",
            "DELETE FROM event_arrivals WHERE ctid = ANY(ARRAY(SELECT ctid FROM event_arrivals WHERE minute < @OldestDay * 1440 LIMIT 5000))",
            "DELETE FROM flag_usage WHERE ctid = ANY(ARRAY(SELECT ctid FROM flag_usage WHERE hour < @OldestUsage LIMIT 5000))",
            $"DELETE FROM exposures WHERE ctid = ANY(ARRAY(SELECT x.ctid FROM exposures x JOIN ({OrphanedRuns}) o ON x.run = o.id LIMIT 5000))",
            $"DELETE FROM results WHERE run IN ({OrphanedRuns})",
        ];
        foreach (var piece in pieces)
        {
            while (await session.ExecuteAsync(piece, new { OldestDay, OldestUsage }, cancellationToken) > 0)
            {
            }
        }
    }

    protected override async Task WriteInTurnAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        await _partitions.EnsureAsync(batches, cancellationToken);
        try
        {
            await base.WriteInTurnAsync(batches, cancellationToken);
        }
        catch
        {
            _partitions.Forget(); // perhaps another node has dropped one
            throw;
        }
    }

    protected override async Task AddAsync(Session session, EventGroup group)
    {
        var known = await session.BulkAsync(connection => Task.Run(() => KnownIds((NpgsqlConnection)connection, group.Ids)));
        if (known.Count > 0)
        {
            var ids = group.Ids;
            group.KeepOnly(place => !known.Contains(ids[place]));
        }

        await session.BulkAsync(connection => Task.Run(() => Copy((NpgsqlConnection)connection, group)));
    }

    protected override async Task<IReadOnlyDictionary<string, long>> UpsertNamesAsync(
        Session session, Guid environmentId, IReadOnlyList<EventNames.Seen> names, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<NameRow>(
            """
            INSERT INTO event_names (environment_id, name, first_at, last_at)
            SELECT e.id, s.name, s.first_at, s.last_at
            FROM environments e, unnest(@names, @firsts, @lasts) AS s (name, first_at, last_at)
            WHERE e.id = @environmentId ORDER BY s.name COLLATE "C"
            ON CONFLICT (environment_id, name) DO UPDATE
            SET first_at = least(event_names.first_at, excluded.first_at), last_at = greatest(event_names.last_at, excluded.last_at)
            RETURNING id, name
            """,
            new
            {
                environmentId,
                names = names.Select(name => name.Name).ToArray(),
                firsts = names.Select(name => name.FirstAt).ToArray(),
                lasts = names.Select(name => name.LastAt).ToArray(),
            },
            cancellationToken);
        return rows.ToDictionary(row => row.Name, row => row.Id, StringComparer.Ordinal);
    }

    protected override Task UpsertAsync(Session session, IReadOnlyCollection<Sighting> sightings, CancellationToken cancellationToken) =>
        sightings.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            INSERT INTO exposures (run, unit, variant, first_at, sightings, attributes)
            SELECT run, unit, variant, first_at, sightings, CAST(attributes AS json)
            FROM unnest(@runs, @units, @variants, @firsts, @counts, @attributes) AS s (run, unit, variant, first_at, sightings, attributes)
            ORDER BY run, unit COLLATE "C", variant COLLATE "C"
            ON CONFLICT (run, unit, variant) DO UPDATE SET
                first_at = least(exposures.first_at, excluded.first_at),
                sightings = exposures.sightings + excluded.sightings,
                attributes = CASE
                    WHEN excluded.first_at < exposures.first_at OR (excluded.first_at = exposures.first_at AND (exposures.attributes IS NULL
                        OR CAST(excluded.attributes AS text) COLLATE "C" < CAST(exposures.attributes AS text) COLLATE "C"))
                    THEN excluded.attributes ELSE exposures.attributes END
            """,
            new
            {
                runs = sightings.Select(sighting => sighting.Key.Run).ToArray(),
                units = sightings.Select(sighting => sighting.Key.Unit).ToArray(),
                variants = sightings.Select(sighting => sighting.Key.Variant).ToArray(),
                firsts = sightings.Select(sighting => sighting.FirstAt).ToArray(),
                counts = sightings.Select(sighting => sighting.Count).ToArray(),
                attributes = sightings.Select(sighting => sighting.Attributes).ToArray(),
            },
            cancellationToken);

    protected override Task UpsertAsync(Session session, IReadOnlyCollection<FlagUsed> uses, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        INSERT INTO flag_usage (environment_id, flag_key, hour, variant, single_count, bulk_count, last_at)
        SELECT e.id, u.flag_key, u.hour, u.variant, u.single_count, u.bulk_count, u.last_at
        FROM unnest(@environments, @flags, @hours, @variants, @singles, @bulks, @lasts) AS u (environment_id, flag_key, hour, variant, single_count, bulk_count, last_at)
        JOIN environments e ON e.id = u.environment_id
        ORDER BY e.id, u.flag_key COLLATE "C", u.hour, u.variant COLLATE "C"
        ON CONFLICT (environment_id, flag_key, hour, variant) DO UPDATE SET
            single_count = flag_usage.single_count + excluded.single_count,
            bulk_count = flag_usage.bulk_count + excluded.bulk_count,
            last_at = greatest(flag_usage.last_at, excluded.last_at)
        """,
        new
        {
            environments = uses.Select(used => used.EnvironmentId.ToString("D")).ToArray(),
            flags = uses.Select(used => used.FlagKey).ToArray(),
            hours = uses.Select(used => used.Hour).ToArray(),
            variants = uses.Select(used => used.Variant).ToArray(),
            singles = uses.Select(used => used.Single).ToArray(),
            bulks = uses.Select(used => used.Bulk).ToArray(),
            lasts = uses.Select(used => used.LastAt).ToArray(),
        },
        cancellationToken);

    /// <summary>Adds those that are not there.</summary>
    /// <returns>Those that were.</returns>
    private HashSet<UInt128> KnownIds(NpgsqlConnection connection, UInt128[] ids)
    {
        using var command = new NpgsqlCommand(
            """
            WITH added AS (INSERT INTO event_ids (id, day) SELECT unnest($1), $2 ON CONFLICT DO NOTHING RETURNING id)
            SELECT CASE WHEN count(*) < cardinality($1) THEN array_agg(id) END, count(*) FROM added
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(ids, ToGuid) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Today });
        using var reader = command.ExecuteReader();
        reader.Read();
        if (reader.GetInt64(1) == ids.Length)
        {
            return [];
        }

        var known = ids.ToHashSet();
        known.ExceptWith((reader.IsDBNull(0) ? [] : reader.GetFieldValue<Guid[]>(0)).Select(FromGuid));
        return known;
    }

    private static int Copy(NpgsqlConnection connection, EventGroup group)
    {
        using var copy = connection.BeginBinaryImport("COPY metric_events (event, unit, ts, value, attributes) FROM STDIN (FORMAT binary)");
        foreach (var (_, _, place) in ByPath(group))
        {
            ref readonly var posted = ref group[place];
            copy.StartRow();
            copy.Write(posted.Target, NpgsqlDbType.Bigint);
            copy.Write(posted.Unit, NpgsqlDbType.Text);
            copy.Write(posted.At, NpgsqlDbType.Bigint);
            Write(copy, posted.Value);
            Write(copy, posted.Attributes);
        }

        return (int)copy.Complete();
    }

    /// <summary>The metric events about in the order of their index, which then takes them in two thirds of the time.</summary>
    private static List<(long Event, UInt128 UnitStart, int Place)> ByPath(EventGroup group)
    {
        var places = new List<(long, UInt128, int)>(group.Count);
        Span<byte> start = stackalloc byte[16];
        for (var place = 0; place < group.Count; place++)
        {
            ref readonly var posted = ref group[place];
            if (!posted.IsExposure)
            {
                start.Clear();
                posted.Unit.Span[..Math.Min(posted.Unit.Length, start.Length)].CopyTo(start);
                places.Add((posted.Target, BinaryPrimitives.ReadUInt128BigEndian(start), place));
            }
        }

        places.Sort();
        return places;
    }

    private static void Write(NpgsqlBinaryImporter copy, double? value)
    {
        if (value is { } number)
        {
            copy.Write(number, NpgsqlDbType.Double);
        }
        else
        {
            copy.WriteNull();
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(json, NpgsqlDbType.Json);
        }
    }

    /// <summary>The database orders both by their bytes.</summary>
    private static Guid ToGuid(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new(bytes, bigEndian: true);
    }

    private static UInt128 FromGuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private sealed record NameRow
    {
        public required long Id { get; init; }

        public required string Name { get; init; }
    }
}
