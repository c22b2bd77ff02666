using System.Globalization;
using EdgeNoc.Agent.RemoteConfig;
using EdgeNoc.Common.Fleet;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.RemoteConfig;

public sealed class ConfigTrialTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly ConfigProblem Wrong = new("devices[1].url", "olt-2: nobody answers", "check the cable");

    private static readonly ConfigLedger Idle = ConfigLedger.Enrolled(7, Now.AddDays(-1));
    private static readonly ConfigLedger Checking = Idle with { Seen = 8, Attempt = new ConfigAttempt(8, AttemptPhase.Checking, 1) };
    private static readonly ConfigLedger Running = Checking with { Attempt = new ConfigAttempt(8, AttemptPhase.Running, 1) };

    /// <summary>Every state and every input: what runs for good then, what is under way, what failed at which stage, and what is done.</summary>
    public static TheoryData<string, string, string> Table => new()
    {
        { "idle", "wanted 8", "good 7, checking 8: Check" },
        { "idle", "wanted 7", "good 7" },
        { "idle", "wanted 6", "good 7" },
        { "idle", "checked 8", "good 7" },
        { "idle", "acknowledged 8", "good 7" },
        { "idle", "time up 8", "good 7" },
        { "idle", "run failed", "good 7" },
        { "idle", "made here", "good local: TakeLocal, RunLastGood" },
        { "idle", "started", "good 7" },
        { "checking", "wanted 9", "good 7, checking 8" },
        { "checking", "checked 8", "good 7, running 8: RunCandidate" },
        { "checking", "checked 8 same", "good 8: TakeCandidate" },
        { "checking", "checked 8 wrong", "good 7, failed 8 devices: ForgetCandidate" },
        { "checking", "checked 9 wrong", "good 7, checking 8" },
        { "checking", "acknowledged 8", "good 7, checking 8" },
        { "checking", "time up 8", "good 7, checking 8" },
        { "checking", "run failed", "good 7, checking 8" },
        { "checking", "made here", "good local, failed 8 local: TakeLocal, ForgetCandidate, RunLastGood" },
        { "checking", "started", "good 7, checking 8: Check" },
        { "checking", "started without file", "good 7" },
        { "checking twice", "started", "good 7, failed 8 ended: ForgetCandidate" },
        { "running", "wanted 9", "good 7, running 8" },
        { "running", "checked 8 wrong", "good 7, running 8" },
        { "running", "acknowledged 8", "good 8: TakeCandidate" },
        { "running", "acknowledged 7", "good 7, running 8" },
        { "running", "time up 8", "good 7, failed 8 acknowledgement: ForgetCandidate, RunLastGood" },
        { "running", "time up 7", "good 7, running 8" },
        { "running", "run failed", "good 7, failed 8 ended: ForgetCandidate, RunLastGood" },
        { "running", "made here", "good local, failed 8 local: TakeLocal, ForgetCandidate, RunLastGood" },
        { "running", "started", "good 7, failed 8 ended: ForgetCandidate" },
        { "running", "started without file", "good 8" },
        { "idle", "refused", "good 7" },
        { "running", "refused", "good 7, running 8" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_follows_from_each_state_and_input(string state, string input, string then)
    {
        var step = ConfigTrial.On(Of(state), InputOf(input), Now);
        Assert.Equal(then, Shown(step));
        Assert.Equal(input == "refused", step.Ledger.Refused is not null);
    }

    [Fact]
    public void A_version_that_was_never_begun_in_truth_is_taken_when_it_comes_again()
    {
        var after = ConfigTrial.On(Checking, new ConfigInput.ProcessStarted(CandidateIsThere: false), Now).Ledger;
        Assert.Equal("good 7, checking 8: Check", Shown(ConfigTrial.On(after, new ConfigInput.Wanted(8), Now)));
    }

    [Fact]
    public void A_failure_is_told_and_stays_to_be_read_when_something_else_succeeds_after()
    {
        var failed = ConfigTrial.On(Running, new ConfigInput.TimeUp(8), Now).Ledger;
        Assert.Equal(ConfigNews.Rejected, failed.News);
        var on = ConfigTrial.On(ConfigTrial.On(failed, new ConfigInput.Wanted(9), Now).Ledger, InputOf("checked 9"), Now).Ledger;
        var good = ConfigTrial.On(on, new ConfigInput.Acknowledged(9), Now).Ledger;
        Assert.Equal((9L, 8L, ConfigNews.Well), (good.Running.Version, good.LastFailed?.Version, good.News));
    }

    /// <summary>Whatever happens in whatever order, cut off wherever it may: the file that runs after a start is one that was good, and a bad one never stays.</summary>
    [Fact]
    public void After_any_cut_the_last_good_config_runs_and_none_that_was_not_acknowledged_ever_becomes_it()
    {
        var step = Gen.Choose(0, 9).SelectMany(what => Gen.Choose(1, 12).SelectMany(version => Gen.Choose(0, 3).Select(cut => (What: what, Version: version, CutAfter: cut))));
        Prop.ForAll(step.ListOf(60).ToArbitrary(), inputs =>
        {
            var card = new Card();
            foreach (var (what, version, cutAfter) in inputs)
            {
                card.Happens(what, version, what == 9 ? cutAfter : int.MaxValue);
                Assert.True(card.Files["agent.json"].IsGood, $"{card.Files["agent.json"].Name} was never acknowledged");
                Assert.True(card.Ledger.Seen >= card.HighestTried - 1);
            }

            // Left alone, it comes to rest: three minutes and a start later nothing is under way.
            card.Happens(4, (int)(card.Ledger.Attempt?.Version ?? 1), int.MaxValue);
            for (var start = 0; start < 3; start++) card.Restart();
            Assert.Null(card.Ledger.Attempt);
            Assert.False(card.Files.ContainsKey("candidate.json"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static ConfigLedger Of(string state) => state switch
    {
        "idle" => Idle,
        "checking" => Checking,
        "checking twice" => Checking with { Attempt = Checking.Attempt! with { Starts = ConfigTrial.MostStarts } },
        _ => Running,
    };

    private static ConfigInput InputOf(string text)
    {
        var words = text.Split(' ');
        var version = words.Length > 1 && long.TryParse(words[^1], CultureInfo.InvariantCulture, out var last) ? last : words.Length > 1 && long.TryParse(words[1], CultureInfo.InvariantCulture, out var second) ? second : 0;
        return text switch
        {
            "started" => new ConfigInput.ProcessStarted(CandidateIsThere: true),
            "started without file" => new ConfigInput.ProcessStarted(CandidateIsThere: false),
            "run failed" => new ConfigInput.RunFailed("no room"),
            "made here" => ConfigInput.MadeHere.Input,
            "refused" => new ConfigInput.Refused(new HaveRefused("bad_signature", Now, "its signature is wrong", "see who")),
            _ when words[0] == "wanted" => new ConfigInput.Wanted(version),
            _ when words[0] == "checked" => new ConfigInput.Checked(version, ConfigStages.Devices, words[^1] == "wrong" ? [Wrong] : [], words[^1] == "same"),
            _ when words[0] == "acknowledged" => new ConfigInput.Acknowledged(version),
            _ => new ConfigInput.TimeUp(version),
        };
    }

    private static string Shown(ConfigStep step)
    {
        var (running, attempt, failed) = (step.Ledger.Running, step.Ledger.Attempt, step.Ledger.LastFailed);
        var text = $"good {(running.Source == ConfigSources.Local ? "local" : running.Version)}";
        if (attempt is not null) text += attempt.Phase == AttemptPhase.Checking ? $", checking {attempt.Version}" : $", running {attempt.Version}";
        if (failed is not null) text += $", failed {failed.Version} {failed.Stage}";
        return step.Actions.Count == 0 ? text : $"{text}: {string.Join(", ", step.Actions)}";
    }

    /// <summary>A card as the desk writes it, which loses power after any number of writes.</summary>
    private sealed class Card
    {
        public ConfigLedger Ledger { get; private set; } = Idle;

        public Dictionary<string, (string Name, bool IsGood)> Files { get; } = new(StringComparer.Ordinal) { ["agent.json"] = ("7", true) };

        public long HighestTried { get; private set; }

        public void Restart() => Do(new ConfigInput.ProcessStarted(Files.ContainsKey("candidate.json")), int.MaxValue);

        public void Happens(int what, int version, int writes)
        {
            switch (what)
            {
                case 0 or 1 when Ledger.Attempt is null && version > Ledger.Seen:
                    if (writes > 0) Files["candidate.json"] = ($"{version}", false);
                    Do(new ConfigInput.Wanted(version), writes - 1);
                    break;
                case 2:
                    Do(InputOf($"checked {version}"), writes);
                    break;
                case 3:
                    Do(InputOf($"checked {version} wrong"), writes);
                    break;
                case 4:
                    Do(new ConfigInput.TimeUp(version), writes);
                    break;
                case 5 when Ledger.Attempt is { Phase: AttemptPhase.Running } attempt && attempt.Version == version:
                    // Only a config that lets events through can be acknowledged.
                    Files["candidate.json"] = (Files["candidate.json"].Name, true);
                    Do(new ConfigInput.Acknowledged(version), writes);
                    break;
                case 6:
                    Do(new ConfigInput.RunFailed("crash"), writes);
                    break;
                case 7:
                    Files["local.json"] = ("local", true);
                    Do(ConfigInput.MadeHere.Input, writes);
                    break;
                case 9:
                    // The power goes in the middle of whatever would come next.
                    Happens((version * 3) % 8, version, writes);
                    Restart();
                    if (Files.ContainsKey("local.json")) Do(ConfigInput.MadeHere.Input, int.MaxValue);
                    break;
            }
        }

        private void Do(ConfigInput input, int writes)
        {
            var step = ConfigTrial.On(Ledger, input, Now);
            if (step.Actions.Contains(ConfigAction.TakeCandidate) && writes-- > 0) Move("candidate.json");
            if (writes-- <= 0) return;
            Ledger = step.Ledger;
            HighestTried = Math.Max(HighestTried, Ledger.Attempt?.Version ?? 0);
            foreach (var action in step.Actions.Where(action => action is ConfigAction.TakeLocal or ConfigAction.ForgetCandidate))
            {
                if (writes-- <= 0) return;
                if (action == ConfigAction.TakeLocal) Move("local.json");
                else Files.Remove("candidate.json");
            }

            if (input is ConfigInput.ProcessStarted && Ledger.Attempt is null) Files.Remove("candidate.json");
        }

        private void Move(string file)
        {
            Files["agent.json"] = Files[file];
            Files.Remove(file);
        }
    }
}
