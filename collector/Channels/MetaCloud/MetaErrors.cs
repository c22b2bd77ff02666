namespace EdgeNoc.Collector.Channels.MetaCloud;

/// <summary>What Meta's error codes mean, in answers and in receipts alike. Its titles and HTTP statuses are not to be gone by.</summary>
internal static class MetaErrors
{
    public const int WindowClosed = 131047;

    // One message in 6 s to the same person.
    private static readonly TimeSpan PairLimit = TimeSpan.FromSeconds(6);

    /// <param name="code">Its <c>error.code</c>.</param>
    /// <param name="details">What Meta says about it, cleaned.</param>
    /// <param name="retryAfter">What the answer asked to wait.</param>
    /// <param name="hasTemplate">Whether a template may go once the 24 hours are over.</param>
    public static SendOutcome Decide(int code, string details, TimeSpan? retryAfter, bool hasTemplate)
    {
        var said = details.Length == 0 ? $"Meta's error {code}" : $"Meta's error {code} ({details})";
        return code switch
        {
            4 or 80007 or 130429 or 131057 => new SendOutcome.TryAgain($"{said}: too many messages for now; it is tried again later", retryAfter),
            131056 => new SendOutcome.TryAgain($"{said}: too many messages to this person; it is tried again later", retryAfter ?? PairLimit, FaultOf.Recipient),
            131048 => new SendOutcome.TryAgain($"{said}: people reported messages as spam; look at the number's quality in WhatsApp Manager, until then another channel is needed", retryAfter),
            WindowClosed => hasTemplate
                ? new SendOutcome.TryAgain($"{said}: 24 hours have passed since this person wrote; it goes as template", Of: FaultOf.Window)
                : new SendOutcome.Never(NoTemplate, FaultOf.Window),
            131026 => new SendOutcome.Never($"{said}: this number cannot be reached; it has no WhatsApp, an old one, or has not agreed to its terms", FaultOf.Recipient),
            1 or 2 or 131000 or 131016 => new SendOutcome.TryAgain($"{said}: Meta itself is not well", retryAfter),

            // No message that needs the template will go until an operator mends it: that is the channel's trouble.
            132000 or 132001 or 132007 or 132015 or 132016 =>
                new SendOutcome.Never($"{said}: compare name, language and number of blanks of the template in WhatsApp Manager with the channel's config, and see that it is approved", FaultOf.Channel),
            132005 or 132012 or 132018 => new SendOutcome.Never($"{said}: the template does not take this line; compare it in WhatsApp Manager with the channel's config", FaultOf.Message),
            100 or 131008 or 131009 or 131051 => new SendOutcome.Never($"{said}: Meta does not take this message as it is made; report it with this code", FaultOf.Message),
            0 or 3 or 10 or 190 or (>= 200 and <= 299) =>
                new SendOutcome.TryAgain($"{said}: the token is not or no longer allowed to send; make one of a system user with whatsapp_business_messaging and put it into token_file"),
            368 or 131031 or 131042 => new SendOutcome.TryAgain($"{said}: the account is blocked, locked or not paid; look into WhatsApp Manager"),
            _ => new SendOutcome.TryAgain($"{said}, which is not known here; look it up in Meta's list of error codes", retryAfter),
        };
    }

    public const string NoTemplate =
        "24 hours have passed since this person wrote, and the channel has no template: have one approved and name it in \"template\", or let the person write to the number";
}
