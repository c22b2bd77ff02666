using System.CommandLine;
using System.Diagnostics;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Agent.RemoteConfig;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>config</c>: what somebody at the POP changes of an enrolled machine's config. It counts at once, without the office, for it may be what mends the way to it.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var show = new Command("show", "Show the config that is good") { StateDirOption.Create() };
        show.SetAction(parsed => With(parsed, (folder, _) => Show(folder)));
        var edit = new Command("edit", "Change it in $EDITOR") { StateDirOption.Create() };
        edit.SetAction(parsed => With(parsed, (folder, check) => Edit(folder, check)));
        var file = new Argument<FileInfo>("FILE") { Description = "a whole config, as \"config show\" prints it" };
        var apply = new Command("apply", "Take another; what the office wants comes again only when it is saved there again") { file, StateDirOption.Create() };
        apply.SetAction(parsed => With(parsed, (_, check) => Apply(check, parsed.GetRequiredValue(file).FullName)));
        return new Command("config", "The config of an enrolled machine") { show, edit, apply };
    }

    private static int With(ParseResult parsed, Func<EnrolledFolder, CandidateCheck, int> act)
    {
        var stateDir = StateDirOption.Of(parsed);
        var folder = new EnrolledFolder(stateDir);
        try
        {
            if (folder.Identity() is not { } identity) return Fail($"{stateDir} is not enrolled: a config that was written by hand is changed in its file");
            return act(folder, new CandidateCheck(folder, identity.Site, stateDir, DeviceTrial.RunAsync));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail($"it cannot be done ({error.Message}): use sudo, or make room on the disk; nothing was changed");
        }
    }

    private static int Show(EnrolledFolder folder)
    {
        Console.Out.Write(File.ReadAllText(folder.Config));
        return 0;
    }

    private static int Edit(EnrolledFolder folder, CandidateCheck check)
    {
        var draft = Path.Combine(folder.Path, "draft.json");
        PrivateFile.Write(draft, File.ReadAllText(folder.Config));
        try
        {
            using var editor = Process.Start(new ProcessStartInfo("sh", ["-c", "exec ${EDITOR:-vi} \"$1\"", "sh", draft]));
            editor?.WaitForExit();
            if (editor is not { ExitCode: 0 }) return Fail("the editor failed: nothing was changed; set EDITOR to one that is installed");
            if (!File.ReadAllBytes(draft).AsSpan().SequenceEqual(File.ReadAllBytes(folder.Config))) return Apply(check, draft);
            Console.Out.WriteLine("nothing was changed");
            return 0;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static int Apply(CandidateCheck check, string file)
    {
        var problems = check.PutLocal(File.ReadAllText(file));
        foreach (var problem in problems) Console.Error.WriteLine($"  ✘ {problem.Path}: {problem.Problem}: {problem.Remedy}");
        if (problems.Count > 0)
        {
            Console.Error.WriteLine("✘ nothing was changed");
            return 2;
        }

        Console.Out.WriteLine("✔ the agent takes it within seconds, and tells the office that it was made here");
        return 0;
    }

    private static int Fail(string text)
    {
        Console.Error.WriteLine($"✘ {text}");
        return 1;
    }
}
