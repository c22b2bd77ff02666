using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Collector.Web.Text;

namespace EdgeNoc.Collector.Web.Entries;

/// <summary>What became of a test message, as a page shows it.</summary>
/// <param name="Word"><c>good, warn, bad</c>.</param>
/// <param name="Text">In the viewer's words.</param>
internal sealed record TestSent(string Word, string Text)
{
    public static TestSent Of(Viewer viewer, TestSend sent, string to) => sent switch
    {
        TestSend.Tried { Outcome: SendOutcome.Accepted { IsDelivered: true }, Took: var took } => new("good", viewer.Say(ChannelText.Arrived, to, viewer.Number(Math.Round(took.TotalMilliseconds)))),
        TestSend.Tried { Outcome: SendOutcome.Accepted, Took: var took } => new("good", viewer.Say(ChannelText.Accepted, viewer.Number(Math.Round(took.TotalMilliseconds)), to)),
        TestSend.Tried { Outcome: SendOutcome.TryAgain again } => new("bad", viewer.Say(ChannelText.NotNow, again.Reason)),
        TestSend.Tried { Outcome: SendOutcome.Never never } => new("bad", viewer.Say(ChannelText.Never, never.Reason)),
        TestSend.Tried { Outcome: SendOutcome.InDoubt doubt } => new("warn", viewer.Say(ChannelText.InDoubt, doubt.Reason, to)),
        TestSend.NoRecipient no => new("bad", $"\"{(to.Length > 60 ? to[..60] : to)}\" {no.Problem}: {no.Remedy}"),
        TestSend.TooMany many => new("warn", viewer.Say(ChannelText.TooMany, ChannelDesk.MostPerMinute, Math.Ceiling(many.Wait.TotalSeconds))),
        _ => new("bad", viewer.Say(ChannelText.NoChannel)),
    };
}
