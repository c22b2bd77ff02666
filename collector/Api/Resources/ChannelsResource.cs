using EdgeNoc.Collector.Api.Access;
using EdgeNoc.Collector.Api.Entries;
using EdgeNoc.Collector.Api.Http;
using EdgeNoc.Collector.Api.Queries;
using EdgeNoc.Collector.Channels;
using EdgeNoc.Collector.Delivery;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Resources;

/// <summary>A channel's link to its provider.</summary>
/// <param name="State"><c>up, down, unknown</c>.</param>
/// <param name="Detail">What the provider said; at <c>down</c> what to do.</param>
internal sealed record ChannelSessionView(string State, string Detail)
{
    public static ChannelSessionView Of(SessionState? state) => state switch
    {
        SessionState.Up up => new("up", up.Detail),
        SessionState.Down down => new("down", down.Reason),
        SessionState.Unknown unknown => new("unknown", unknown.Reason),
        _ => new("unknown", "this provider has no session that can be asked after, or it did not answer: send a test message"),
    };
}

/// <summary>A message to see whether it arrives.</summary>
/// <param name="To">As the channel writes recipients: a number, a group, a chat, a mailbox.</param>
internal sealed record TestSendBody(string To);

/// <summary>What the provider made of it.</summary>
/// <param name="Outcome"><c>delivered, accepted, try_again, never, in_doubt</c>; accepted is no delivery.</param>
/// <param name="Reason">Why not, and what to do.</param>
/// <param name="TookMs">How long it thought.</param>
/// <param name="HasReceipts">It says later whether the message arrived; else see the telephone.</param>
internal sealed record TestSendView(string Outcome, string? Reason, long TookMs, bool HasReceipts)
{
    public static TestSendView Of(TestSend.Tried tried)
    {
        var (word, reason) = tried.Outcome switch
        {
            SendOutcome.Accepted { IsDelivered: true } => ("delivered", null),
            SendOutcome.Accepted => ("accepted", null),
            SendOutcome.TryAgain again => ("try_again", (string?)again.Reason),
            SendOutcome.Never never => ("never", never.Reason),
            SendOutcome.InDoubt doubt => ("in_doubt", doubt.Reason),
            _ => throw new InvalidOperationException($"{tried.Outcome} is no outcome"),
        };
        return new TestSendView(word, reason, (long)tried.Took.TotalMilliseconds, tried.HasReceipts);
    }
}

/// <summary><c>/channels</c>: the ways to reach people, how they do, and a test of each.</summary>
internal static class ChannelsResource
{
    private const string List = "/api/v1/channels";

    public static void MapChannels(this RouteGroupBuilder v1)
    {
        v1.MapGet("/channels", (ApiContext api, ChannelDesk desk, TimeProvider time) => Results.Ok(new EntryList<ChannelView>(api.Read(db => ChannelView.All(db, desk.Channels, time)))))
            .ForOperators().Gives<EntryList<ChannelView>>("The ways to reach people, how they do, what they cost");

        v1.MapGet("/channels/{id}/session", async (ChannelDesk desk, HttpContext http, string id) => desk.Find(id) is { } settings
            ? Results.Ok(ChannelSessionView.Of(await desk.ProbeAsync(settings, http.RequestAborted)))
            : Unknown(id)).ForOperators().Gives<ChannelSessionView>("Asks the provider after its link, now").Refuses(404);

        v1.MapPost("/channels/{id}/test", async (ChannelDesk desk, HttpContext http, string id) =>
        {
            var (body, refused) = await JsonBody.ReadAsync(http.Request, section => new TestSendBody(EntryText.Line(section, "to", required: true) ?? ""));
            if (body is null) return refused!;
            return await desk.SendAsync(id, body.To, Caller.Of(http.User), http.RequestAborted) switch
            {
                TestSend.Tried tried => Results.Ok(TestSendView.Of(tried)),
                TestSend.NoRecipient no => Problems.Invalid("to", no.Problem, no.Remedy),
                TestSend.TooMany many => Problems.TooMany(many.Wait, $"{ChannelDesk.MostPerMinute} test messages were sent within a minute"),
                _ => Unknown(id),
            };
        }).ForOperators().Takes<TestSendBody>().Gives<TestSendView>("Send one message past rules and budgets, and hear what the provider made of it").Refuses(400, 404);
    }

    private static IResult Unknown(string id) => Problems.NotFound($"channel {ConfigSection.Quoted(id)}", List);
}
