using System.Globalization;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Events;
using EdgeNoc.Rig;
using static EdgeNoc.Common.Events.EventState;

namespace EdgeNoc.Tests.Alerting;

[Trait("Category", "Slow")]
public sealed class KillScenarioTests
{
    private const int SiteCount = 24;
    private const int Rounds = 2;
    private const int Kills = 8;

    [Fact]
    public async Task Killed_at_any_moment_of_a_storm_it_tells_each_problem_and_each_end_once_and_repeats_at_most_what_was_in_doubt()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"seed {seed}"));
        var random = new Random(seed);

        // A program is told without pauses and digests: each message can be counted.
        await using var office = await Office.StartAsync(new OfficePlan { Provider = "webhook", Recipients = ["noc"] });
        var names = Enumerable.Range(1, SiteCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"kdr-{number:000}")).ToArray();
        foreach (var name in names) await office.Sites[name].StatusAsync(AgentState.Online);
        var storm = Task.WhenAll(names.Select((name, index) => LiveAsync(office, name, TimeSpan.FromMilliseconds(random.Next(0, 3_000) + (index * 50)))));
        for (var kill = 0; kill < Kills; kill++)
        {
            // Chosen by chance, not waited for: that it may hit any stage is the point.
            await Task.Delay(random.Next(20, 1_200));
            office.Collector.Kill();
            await office.StartCollectorAsync();
        }

        await storm;
        await office.UntilAllIsSaidAsync();
        var told = office.Headlines("noc");
        var plain = told.Where(line => !line.Contains(RepeatMark.In("en"), StringComparison.Ordinal)).ToList();
        var marked = told.Where(line => line.Contains(RepeatMark.In("en"), StringComparison.Ordinal)).Select(line => line.Replace($" {RepeatMark.In("en")}", "", StringComparison.Ordinal)).ToList();
        var report = $"seed {seed}: {string.Join(" | ", told)}; see {office.Collector.LogFile}";
        Assert.True(plain.Distinct(StringComparer.Ordinal).Count() == plain.Count, $"something was repeated without a mark: {report}");

        // One message at a time is on its way to him, so each kill leaves one in doubt at most: perhaps the same as the one before.
        Assert.True(marked.Count <= Kills, $"{marked.Count} repeats of {Kills} kills: {report}");
        var different = plain.Union(marked, StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            var ofSite = different.Where(line => line.Contains(name.ToUpperInvariant(), StringComparison.Ordinal)).ToList();
            Assert.True(ofSite.Count(line => line.StartsWith("🔴", StringComparison.Ordinal)) == Rounds, $"{name} was not told {Rounds} times: {report}");
            Assert.True(ofSite.Count(line => line.StartsWith("🟢", StringComparison.Ordinal)) == Rounds, $"{name} did not end {Rounds} times: {report}");
        }

        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM alerts WHERE cleared_ms IS NULL AND site <> 'marker'"));
        Assert.Equal(0, office.Count("SELECT COUNT(*) FROM incidents WHERE closed_ms IS NULL AND site <> 'marker'"));
    }

    /// <summary>A site whose fibres break and are spliced, one after the other, as soon as each was told.</summary>
    private static async Task LiveAsync(Office office, string name, TimeSpan first)
    {
        await Task.Delay(first);
        for (var round = 1; round <= Rounds; round++)
        {
            var pon = string.Create(CultureInfo.InvariantCulture, $"0/{round}");
            await office.Sites[name].SendAsync(SiteEvents.PonDown(pon));
            await ToldAsync("🔴");
            await office.Sites[name].SendAsync(SiteEvents.PonDown(pon, Cleared));
            await ToldAsync("🟢");

            Task ToldAsync(string sign) => WaitFor.TrueAsync(
                () => office.Headlines("noc").Any(line =>
                    line.StartsWith(sign, StringComparison.Ordinal) && line.Contains(name.ToUpperInvariant(), StringComparison.Ordinal) && line.Contains($"PON {pon} ", StringComparison.Ordinal)),
                2 * Office.Patience, $"{sign} of {name} PON {pon}");
        }
    }
}
