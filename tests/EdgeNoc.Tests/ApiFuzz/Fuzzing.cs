using System.Collections.Concurrent;
using System.Diagnostics;

namespace EdgeNoc.Tests.ApiFuzz;

/// <summary>Every operation as everybody, over and over; what was found is named with the seed and number that make the same request again.</summary>
internal sealed class Fuzzing(FuzzOffice office, int seed, Action<string> say)
{
    private const int AtOnce = 4;

    /// <summary>More of one kind say nothing new.</summary>
    private const int MaxFindings = 60;

    private readonly Judge _judge = new(office);
    private readonly RequestMaker _maker = new(office.Document);
    private readonly ConcurrentDictionary<string, string> _findings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private int _sent;

    public int Sent => _sent;

    public IReadOnlyList<string> Findings => [.. _findings.Values.Order(StringComparer.Ordinal)];

    public string Statuses => string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"));

    /// <summary>Rounds until the time is over, at least one; in each everybody sends so many of every operation. The administrator is last, since he changes what the others see.</summary>
    public async Task RunAsync(TimeSpan length, int each)
    {
        var started = Stopwatch.StartNew();
        for (var round = 0; round == 0 || started.Elapsed < length; round++)
        {
            foreach (var (n, person) in office.People.Index())
            {
                var before = office.State.Read();
                await RoundAsync(person, each, ((round * office.People.Count) + n) * 1_000_000);
                foreach (var change in Changes(before, office.State.Read()).Where(change => !MayMake(person, change)).Take(5)) Find("state", $"{person} changed {change.Table}: {change.Row} (round {round})");
            }

            _judge.MindsIds = false;
            if (length > TimeSpan.Zero) say($"{started.Elapsed:mm\\:ss} {_sent} requests ({Statuses}), {_findings.Count} findings");
            if (_findings.Count > MaxFindings) return;
        }
    }

    /// <summary>One request, and what is wrong with its answer.</summary>
    public async Task TryAsync(Persona person, ApiKey key, FuzzRequest request, string where)
    {
        try
        {
            var answer = await office.Client.SendAsync(request, key);
            Interlocked.Increment(ref _sent);
            _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            foreach (var fault in _judge.Faults(person, request, answer))
                Find($"{request.Operation} {(fault.Length > 40 ? fault[..40] : fault)}", $"{where}: {person} {(key.IsCookie ? "by cookie " : "")}{request} → {answer.Status}: {fault}");
        }
        catch (HttpRequestException error)
        {
            // The line is not to break, whatever is sent.
            Find($"{request.Operation} line", $"{where}: {person} {request} → {error.Message}");
        }
    }

    private Task RoundAsync(Persona person, int each, int from) => Parallel.ForAsync(0, office.Document.Operations.Count * each, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
    {
        var random = new Random(unchecked((seed * 31) + from + n));
        var operation = office.Document.Operations[n % office.Document.Operations.Count];
        await TryAsync(person, person.Keys[n % person.Keys.Count], _maker.Make(operation, random), $"seed {seed} number {from + n}");
    });

    private static IEnumerable<Change> Changes(HashSet<Change> before, HashSet<Change> after) => before.Except(after).Concat(after.Except(before));

    /// <summary>A technician works on incidents and silences of his site and says where a card may go on; the NOC does so everywhere and takes alerts of other systems; the administrator does everything.</summary>
    private static bool MayMake(Persona person, Change change) => person.Role switch
    {
        "admin" => true,
        "operator" => change.Table is "silences" or "incidents" or "incident_notes" or "identities" || (person.Site is null && change.Table is "external_alerts" or "rollouts" or "sites"),
        _ => false,
    } && (person.Site is null || (change.Row.Contains(person.Site, StringComparison.Ordinal) && FuzzOffice.Sites.Where(site => site.Site != person.Site).All(site => !IsOf(change, site.Site))));

    /// <summary>The first column of what is of one site is the site; a silence says it in its matchers, the first of which counts.</summary>
    private static bool IsOf(Change change, string site) => change.Table != "silences" && change.Row.StartsWith($"{site} | ", StringComparison.Ordinal);

    private void Find(string kind, string what) => _findings.TryAdd(kind, what);
}
