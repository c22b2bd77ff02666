using System.CommandLine;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Agent.Commands;

/// <summary>The verb <c>enroll</c>: makes this machine the site that a claim is for. An agent that waits goes on by itself.</summary>
internal static class EnrollCommand
{
    public static Command Create()
    {
        var claim = new Argument<string[]>("CLAIM") { Description = $"the claim as the office gave it, also in pieces, or the file {ClaimFile.Name}", Arity = ArgumentArity.OneOrMore };
        var command = new Command("enroll", "Make this machine a site, by a claim of the office") { claim, StateDirOption.Create() };
        command.SetAction((parsed, cancellationToken) => RunAsync(string.Join(' ', parsed.GetRequiredValue(claim)), StateDirOption.Of(parsed), cancellationToken));
        return command;
    }

    /// <returns>0 enrolled, 1 refused or not reachable, 2 no usable claim.</returns>
    private static async Task<int> RunAsync(string text, string stateDir, CancellationToken cancellationToken)
    {
        if (ClaimRead.Of(ClaimFile.TryRead(text) ?? text) is not ClaimRead.Usable { Claim: var claim })
        {
            var unusable = (ClaimRead.Unusable)ClaimRead.Of(ClaimFile.TryRead(text) ?? text);
            await Console.Error.WriteLineAsync($"✘ the claim cannot be used: {unusable.Problem}; {unusable.Remedy}");
            return 2;
        }

        if (!TryMake(stateDir, out var problem))
        {
            await Console.Error.WriteLineAsync($"✘ {problem}");
            return 1;
        }

        await Console.Out.WriteLineAsync($"asking {claim.Collector.Authority} to make this machine {claim.Site} …");
        var outcome = await new Enroller(stateDir, MachineSerial.Read(), TimeProvider.System).RunAsync(claim, cancellationToken);
        Ownership.GiveToOwnerOf(stateDir);
        switch (outcome)
        {
            case EnrolOutcome.Enrolled enrolled:
                await Console.Out.WriteLineAsync($"✔ this machine is {enrolled.Site}");
                foreach (var device in enrolled.Waiting) await Console.Out.WriteLineAsync($"‼ {device} is not polled before its password is known: sudo edgenoc-agent secret set {device}");
                await Console.Out.WriteLineAsync("  the agent goes on by itself within seconds; edgenoc-agent status shows how it does");
                return 0;
            case EnrolOutcome.Refused refused:
                await Console.Error.WriteLineAsync($"✘ {refused.Problem}");
                await Console.Error.WriteLineAsync($"  {refused.Remedy}");
                return 1;
            default:
                throw new InvalidOperationException("an outcome of no kind");
        }
    }

    private static bool TryMake(string stateDir, out string problem)
    {
        problem = "";
        try
        {
            if (!Directory.Exists(stateDir)) PrivateFile.MakeFolder(stateDir);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"{stateDir} cannot be made ({error.Message}): use sudo, or name another folder with --state-dir";
            return false;
        }
    }
}
