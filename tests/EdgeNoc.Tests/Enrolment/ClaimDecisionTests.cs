using EdgeNoc.Collector.Sites.Enrolment;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Enrolment;

public sealed class ClaimDecisionTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);
    private static readonly ClaimRow Fresh = new() { Id = "c1", Site = "kdr-03", CreatedMs = DbTime.Ms(Made), ExpiresMs = DbTime.Ms(Made + ClaimStore.Life) };
    private static readonly ClaimRow Taken = Fresh with { UsedMs = DbTime.Ms(Made), UsedKey = "key-1", UsedSerial = "serial1" };

    public static TheoryData<string, string?> Cases => new()
    {
        { "fresh", null },
        { "the same machine again", null },
        { "another machine", EnrolRefusals.Used },
        { "after three days", EnrolRefusals.Expired },
        { "the same machine after three days", EnrolRefusals.Expired },
        { "taken back", EnrolRefusals.Revoked },
        { "another site's", EnrolRefusals.Wrong },
        { "unknown", EnrolRefusals.Wrong },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_claim_that_is_no_good_is_refused_for_its_own_reason(string name, string? reason)
    {
        var late = Made + ClaimStore.Life;
        var refusal = name switch
        {
            "fresh" => ClaimDecision.Refusal(Fresh, "kdr-03", "key-1", late.AddMilliseconds(-1)),
            "the same machine again" => ClaimDecision.Refusal(Taken, "kdr-03", "key-1", Made),
            "another machine" => ClaimDecision.Refusal(Taken, "kdr-03", "key-2", Made),
            "after three days" => ClaimDecision.Refusal(Fresh, "kdr-03", "key-1", late),
            "the same machine after three days" => ClaimDecision.Refusal(Taken, "kdr-03", "key-1", late),
            "taken back" => ClaimDecision.Refusal(Fresh with { VoidedMs = 1 }, "kdr-03", "key-1", Made),
            "another site's" => ClaimDecision.Refusal(Fresh, "kdr-04", "key-1", Made),
            _ => ClaimDecision.Refusal(null, "kdr-03", "key-1", Made),
        };
        Assert.Equal(reason, refusal?.Reason);
        Assert.NotEqual("", refusal?.Detail);
        Assert.NotEqual("", refusal?.Remedy);
    }

    [Fact]
    public void A_new_claim_voids_the_one_before_and_only_the_hash_of_a_secret_is_kept()
    {
        using var story = new Story(onDisk: false);
        var (first, second) = story.Do(db => (ClaimStore.Add(db, "kdr-03", "Budi", Made).Secret, ClaimStore.Add(db, "kdr-03", "Budi", Made).Secret));
        Assert.Equal(EnrolRefusals.Revoked, story.Do(db => ClaimDecision.Refusal(ClaimStore.Find(db, first), "kdr-03", "key-1", Made))?.Reason);
        Assert.Null(story.Do(db => ClaimDecision.Refusal(ClaimStore.Find(db, second), "kdr-03", "key-1", Made)));
        Assert.DoesNotContain(story.Query<string>("SELECT hash FROM claims"), hash => hash == Convert.ToHexString(second));
    }
}
