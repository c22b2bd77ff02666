namespace EdgeNoc.Agent.Devices.Cli;

/// <summary>An OLT's own screen for a person.</summary>
internal static class CliShow
{
    /// <summary>Asks; <see cref="CommandGuard"/> looks at the question once more.</summary>
    public static async Task<ShowResult> AskAsync(CliLink link, string question, CancellationToken cancellationToken)
    {
        var reply = await link.AskAsync(question, cancellationToken).ConfigureAwait(false);
        return (reply.Error ?? AnswerErrors.Refusal(reply.Answer)) is { } error ? new ShowResult.Failed(error) : new ShowResult.Shown(reply.Answer.Lines);
    }
}
