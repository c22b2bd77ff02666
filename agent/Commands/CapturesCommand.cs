using System.CommandLine;
using System.Globalization;
using EdgeNoc.Agent.Capture;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>captures verify DIR</c>: what each capture in a folder yields, before it is sent in. Exit 0 all could be tests, 1 one of them would fail, 2 there is none.</summary>
internal static class CapturesCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "a folder with captures in it: what the verb capture wrote, tests/captures or a part of it" };
        var verify = new Command("verify", "Show what every capture yields: records, what is masked, what was not understood, what differs from expected.json") { folder };
        verify.SetAction(result => Run(result.GetValue(folder)!, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return new Command("captures", "Work with captures of devices") { verify };
    }

    private static int Run(string folder, TextWriter output, TextWriter error)
    {
        try
        {
            var captures = Directory.Exists(folder) ? StoredCapture.In(folder) : [];
            if (captures.Count == 0)
            {
                error.WriteLine($"captures: {folder} {(Directory.Exists(folder) ? "holds no capture (no input.txt, input.html, … in it or below it)" : "is no folder")}: name what the verb capture wrote, or tests/captures");
                return 2;
            }

            var items = captures.Select(capture => (capture.Name, Verdict: CaptureVerifier.Verify(capture))).ToList();
            foreach (var (name, verdict) in items) output.WriteLine(Line(name, verdict));
            output.WriteLine(Sum([.. items.Select(item => item.Verdict)]));
            return items.Any(item => item.Verdict.Worth == CaptureWorth.Bad) ? 1 : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"captures: {folder} cannot be read ({exception.Message}): check the path and who may read it");
            return 2;
        }
    }

    private static CheckItem Line(string name, CaptureVerdict verdict) => new(
        name,
        verdict.Worth switch { CaptureWorth.Good => CheckMark.Ok, CaptureWorth.Remark => CheckMark.Warning, _ => CheckMark.Failed },
        verdict.Seen,
        verdict.Remarks.Count == 0 ? null : string.Join("; ", verdict.Remarks));

    private static string Sum(IReadOnlyList<CaptureVerdict> verdicts)
    {
        var bare = verdicts.Count(verdict => verdict.IsBare);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdicts.Count} captures: {Count(CaptureWorth.Good)} ✔, {Count(CaptureWorth.Remark)} ‼, {Count(CaptureWorth.Bad)} ✘{(bare == 0 ? "" : $"; {bare} hold names or addresses as they came: send in only what is public or made up, or take it anew with the verb capture, which masks")}");

        int Count(CaptureWorth worth) => verdicts.Count(verdict => verdict.Worth == worth);
    }
}
