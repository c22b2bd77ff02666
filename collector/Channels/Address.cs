namespace EdgeNoc.Collector.Channels;

/// <summary>From a checked recipient to what goes into a request.</summary>
internal static class Address
{
    private const int MaxShown = 60;

    /// <summary>A person's or a group's address; null when the recipient is unusable.</summary>
    public static string? Of(RecipientCheck check) => check switch
    {
        RecipientCheck.Person person => person.Address,
        RecipientCheck.Group group => group.Address,
        _ => null,
    };

    /// <summary>The outcome for a recipient that cannot be reached this way.</summary>
    public static SendOutcome Refused(string recipient, RecipientCheck check)
    {
        var shown = $"\"{HostileText.Clean(recipient, MaxShown)}\"";
        return new SendOutcome.Never(check is RecipientCheck.Unusable no ? $"{shown} {no.Problem}: {no.Remedy}" : $"{shown} cannot be reached by this channel");
    }
}
