namespace EdgeNoc.Agent.Enrolment;

/// <summary>How a claim ended.</summary>
internal abstract record EnrolOutcome
{
    private EnrolOutcome()
    {
    }

    /// <param name="Site">What this machine is now.</param>
    /// <param name="Waiting">Devices that are not polled until somebody types their password.</param>
    public sealed record Enrolled(string Site, IReadOnlyList<string> Waiting) : EnrolOutcome;

    /// <param name="Problem">What happened.</param>
    /// <param name="Remedy">What to do next.</param>
    /// <param name="MayHelpAgain">Whether the same claim may be tried again, unchanged.</param>
    public sealed record Refused(string Problem, string Remedy, bool MayHelpAgain) : EnrolOutcome;
}
