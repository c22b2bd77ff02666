using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNoc.Collector.Find;
using EdgeNoc.Collector.Ingest;
using EdgeNoc.Collector.Inventory;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;

namespace EdgeNoc.Bench.Find;

/// <summary><c>cek</c> over 100 sites with 1,000 ONUs each, their accounts and their sessions, on a database on disk.</summary>
internal static class FindBench
{
    internal const int Sites = 100;
    internal const int Onus = 1_000;
    private const int Rounds = 400;

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    /// <summary>Prints a table and writes <c>var/bench/find.json</c>.</summary>
    public static int Run()
    {
        using var database = CollectorDatabase.Open(Path.Combine(RigDirectory.New("find-bench"), "collector.db"));
        for (var site = 1; site <= Sites; site++) Fill(database, site);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new FindIndex();
        var began = Stopwatch.GetTimestamp();
        database.Write(db => index.Refresh(db));
        var build = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        var find = new FindService(index, TimeProvider.System);
        var random = new Random(5);
        for (var i = 0; i < 20; i++) Ask(database, find, Query(random, i));
        var times = Enumerable.Range(0, Rounds).Select(i => Ask(database, find, Query(random, i))).Order().ToList();
        BenchFile.Save("find", $"{Sites * Onus:N0} ONUs of {Sites} sites, {index.Rows:N0} rows", [
            ("find_p50_ms", Math.Round(times[Rounds / 2], 1), null), ("find_p95_ms", Math.Round(times[Rounds * 95 / 100], 1), 150),
            ("find_build_ms", Math.Round(build), null), ("find_index_mb", Math.Round(memory, 1), 60)]);
        return 0;
    }

    private static double Ask(CollectorDatabase database, FindService find, (string Text, bool IsThere) query)
    {
        var began = Stopwatch.GetTimestamp();
        var found = database.Write(db => find.Find(db, query.Text));
        var ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (found.Customers.Count > 0 != query.IsThere) throw new InvalidOperationException($"'{query.Text}' found {found.Total}");
        return ms;
    }

    /// <summary>Each way to ask in turn: the last is for nobody.</summary>
    private static (string Text, bool IsThere) Query(Random random, int round)
    {
        var (site, onu) = (random.Next(1, Sites + 1), random.Next(1, Onus + 1));
        return (round % 8) switch
        {
            0 => (Name(site, onu), true),
            1 => (Mac(site, onu).Replace(':', '-'), true),
            2 => (User(site, onu), true),
            3 => (Address(site, onu), true),
            4 => (string.Create(CultureInfo.InvariantCulture, $"site-{site:000} olt-1 0/{(onu - 1) / 64 + 1}:{(onu - 1) % 64 + 1}"), true),
            5 => (Name(site, onu)[..^2], true),
            6 => ("client", true),
            _ => ("nobody is called so", false),
        };
    }

    /// <summary>A site with its ONUs, accounts and sessions.</summary>
    internal static void Fill(CollectorDatabase database, int site)
    {
        var numbers = Enumerable.Range(1, Onus).ToList();
        Table(database, site, "olt-1", "onus", ["entity", "pon", "onu", "name", "mac", "serial", "status", "reason", "auth", "ctc", "deregisters", "distance_m", "rx_dbm", "tx_dbm", "temp_c", "online_s"],
            numbers.Select(n => (IReadOnlyList<string>)
            [
                $"onu/0/{(n - 1) / 64 + 1}:{(n - 1) % 64 + 1}", $"0/{(n - 1) / 64 + 1}", $"{(n - 1) % 64 + 1}", Name(site, n), Mac(site, n), "", n % 50 == 0 ? "power_off" : "up", n % 50 == 0 ? "dying_gasp" : "",
                "success", "ok", "3", $"{1000 + n}", "-21.35", "2.11", "44.5", "86400",
            ]));
        Table(database, site, "router-1", "ppp_accounts", ["name", "service", "profile", "state", "address", "caller_id", "comment"],
            numbers.Select(n => (IReadOnlyList<string>)[User(site, n), "pppoe", "10M", "online", Address(site, n), Router(site, n), Name(site, n)]));
        Table(database, site, "router-1", "ppp_active", ["name", "service", "address", "caller_id", "session_id", "uptime_s"],
            numbers.Select(n => (IReadOnlyList<string>)[User(site, n), "pppoe", Address(site, n), Router(site, n), $"{n}", "3600"]));
    }

    private static void Table(CollectorDatabase database, int site, string device, string name, string[] columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var json = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new TableMessage(Now, columns, [.. rows]), WireJson.Default.TableMessage));
        var id = string.Create(CultureInfo.InvariantCulture, $"site-{site:000}");
        database.Write(db =>
        {
            SiteStore.Touch(db, id, Now);
            TableStore.Put(db, id, device, name, new MessageId(Guid.Empty, MessageClass.Tables, 1), Now, json, Now);
        });
    }

    private static string Name(int site, int onu) => string.Create(CultureInfo.InvariantCulture, $"CLIENT-{site:000}-{onu:0000}");

    private static string User(int site, int onu) => string.Create(CultureInfo.InvariantCulture, $"user{site:000}.{onu:0000}@isp");

    private static string Mac(int site, int onu) => $"00:1A:{site:X2}:00:{onu / 256:X2}:{onu % 256:X2}";

    private static string Router(int site, int onu) => $"48:8F:{site:X2}:00:{onu / 256:X2}:{onu % 256:X2}";

    private static string Address(int site, int onu) => $"10.{site}.{onu / 250}.{(onu % 250) + 1}";
}
