using EdgeNoc.Collector.SiteCommands;
using EdgeNoc.Collector.Web.Text;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Collector.Web.Inventory;

/// <summary>What came of having a site's agent ask a device, as its form shows it.</summary>
/// <param name="IsGood">It answered.</param>
/// <param name="Title">In the viewer's words.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Text">What the device said of itself, in lines.</param>
internal sealed record TestOutcome(bool IsGood, string Title, string? Detail, string? Remedy, string? Text)
{
    public static TestOutcome Wrong(Viewer viewer, string detail) => new(IsGood: false, viewer.Say(InventoryText.TestNotRun), detail, null, null);

    public static TestOutcome Of(Viewer viewer, CommandAnswer answer) => answer switch
    {
        CommandAnswer.Answered { Reply: var reply } => new(
            reply.Outcome == CommandOutcome.Done,
            viewer.Say(reply.Outcome switch { CommandOutcome.Done => InventoryText.TestGood, CommandOutcome.Failed or CommandOutcome.Timeout => InventoryText.TestBad, _ => InventoryText.TestNotRun }),
            reply.Detail, reply.Remedy, reply.Text),
        CommandAnswer.NotThere away => new(IsGood: false, viewer.Say(InventoryText.TestNotRun), away.Detail, away.Remedy, null),
        CommandAnswer.TooOld old => Wrong(viewer, $"agent {old.Version}: too old to be asked for this"),
        CommandAnswer.TooMany many => Wrong(viewer, FormattableString.Invariant($"{CommandCatalogue.MaxPerMinute} a minute: wait {many.Wait.TotalSeconds:0} s")),
        CommandAnswer.Unfit unfit => new(IsGood: false, viewer.Say(InventoryText.TestNotRun), $"{unfit.Argument} {unfit.Problem}", unfit.Remedy, null),
        CommandAnswer.NotSent not => new(IsGood: false, viewer.Say(InventoryText.TestNotRun), not.Detail, not.Remedy, null),
        CommandAnswer.NoAnswer none => Wrong(viewer, FormattableString.Invariant($"no answer within {none.Waited.TotalSeconds:0} s")),
        _ => throw new InvalidOperationException($"{answer.Word} is no answer"),
    };
}
