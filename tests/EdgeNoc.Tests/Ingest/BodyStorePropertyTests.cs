using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Ingest;

public sealed class BodyStorePropertyTests
{
    private const int Messages = 5;
    private const int LinesPerMessage = 12;

    [Fact]
    public void Whatever_the_database_refuses_all_others_are_stored_each_refused_one_is_kept_once_and_few_requests_are_needed()
    {
        var cases =
            from says in Gen.Elements(true, false)
            from share in Gen.Elements(0, 1, 3, 20, 60)
            from poison in Gen.Choose(1, Messages * LinesPerMessage).ArrayOf(share)
            select (says, poison);
        Prop.ForAll(cases.ToArbitrary(), given => RunAsync(given.says, given.poison).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task RunAsync(bool saysDropped, int[] poison)
    {
        var refused = poison.Distinct().Select(IngestRig.Stored).ToHashSet(StringComparer.Ordinal);
        var database = new FakeDatabase { Refuses = refused.Contains, SaysDropped = saysDropped };
        await using var rig = new IngestRig(database, new() { Writers = 1 });
        for (var message = 0; message < Messages; message++)
            rig.SendLines(message + 1, [.. Enumerable.Range((message * LinesPerMessage) + 1, LinesPerMessage).Select(IngestRig.Line)]);
        await rig.Ingest.StartAsync(default);
        Assert.Equal([1L, 2, 3, 4, 5], await rig.AcksAsync(Messages));
        var all = Enumerable.Range(1, Messages * LinesPerMessage).Select(IngestRig.Stored).ToList();
        Assert.Equal(all.Where(line => !refused.Contains(line)).Order(StringComparer.Ordinal), database.Lines.Order(StringComparer.Ordinal));
        Assert.Equal(refused.Order(StringComparer.Ordinal), rig.DeadLetters().Select(letter => letter.Line).Order(StringComparer.Ordinal));
        Assert.Equal((all.Count - refused.Count, refused.Count), (rig.Counters.Points, rig.Counters.Refused));

        // Halving finds one of n with 2·log2(n) requests; never are there more than twice as many as lines.
        var depth = (int)Math.Ceiling(Math.Log2(Messages)) + (int)Math.Ceiling(Math.Log2(LinesPerMessage)) + 1;
        Assert.InRange(database.BodyLines.Count, 1, Math.Min(1 + (2 * refused.Count * depth), 2 * all.Count));
    }
}
