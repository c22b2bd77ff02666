namespace EdgeNoc.Agent.Devices.Vrp;

/// <summary>One interface or subscriber, as the box itself shows it.</summary>
internal static class VrpShow
{
    /// <summary>The question; null for a name that no interface of such a box has, and for what no subscriber of it can be.</summary>
    public static VrpCommand? CommandOf(ShownPart part) => part switch
    {
        ShownPart.OfInterface { Name: var name } => VrpCommand.InterfaceOf(name.Text),
        ShownPart.OfSubscriber { Subscriber: var subscriber } => VrpCommand.SubscriberOf(subscriber),
        _ => null,
    };

    public static ShowResult Of(VrpCommand command, VrpAnswer answer) => answer.Refusal is { } refusal
        ? ShowResult.NotAsked($"the box refused \"{command}\": {refusal}", "see that there is such a one, that the user's level allows it (1, monitoring), and that this release has the command")
        : new ShowResult.Shown(answer.Lines);
}
