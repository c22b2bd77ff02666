using EdgeNoc.Common.Events;

namespace EdgeNoc.Tests.Wire;

public sealed class TopicsTests
{
    [Theory]
    [InlineData("edgenoc/v1/kdr-03/status", TopicKind.Status)]
    [InlineData("edgenoc/v1/kdr-03/events", TopicKind.Events)]
    [InlineData("edgenoc/v1/kdr-03/telemetry", TopicKind.Telemetry)]
    [InlineData("edgenoc/v1/kdr-03/ack", TopicKind.Ack)]
    [InlineData("edgenoc/v1/kdr-03/incidents", TopicKind.Incidents)]
    [InlineData("edgenoc/v1/kdr-03/config/want", TopicKind.ConfigWant)]
    [InlineData("edgenoc/v1/kdr-03/config/have", TopicKind.ConfigHave)]
    [InlineData("edgenoc/v1/kdr-03/cmd", TopicKind.Command)]
    [InlineData("edgenoc/v1/kdr-03/cmd/reply", TopicKind.CommandReply)]
    public void Every_topic_of_a_site_is_known(string topic, TopicKind kind)
    {
        Assert.True(Topics.TryParse(topic, out var parsed));
        Assert.Equal(new SiteTopic("kdr-03", kind), parsed);
    }

    [Fact]
    public void A_table_names_its_device() => Assert.Equal(
        new SiteTopic("kdr-03", TopicKind.Table, "olt-1", "onus"),
        Topics.TryParse(Topics.Table("kdr-03", "olt-1", "onus"), out var parsed) ? parsed : null);

    [Theory]
    [InlineData("edgenoc/v1/KDR/status")]
    [InlineData("edgenoc/v1//status")]
    [InlineData("edgenoc/v1/-a/status")]
    [InlineData("edgenoc/v1/a b/status")]
    [InlineData("edgenoc/v1/a,b=c/telemetry")]
    [InlineData("edgenoc/v1/kdr-03\n/status")]
    [InlineData("edgenoc/v1/abcdefghijabcdefghijabcdefghijabcdefghijk/status")]
    [InlineData("edgenoc/v1/kdr-03/status/more")]
    [InlineData("edgenoc/v1/kdr-03/tables/olt-1")]
    [InlineData("edgenoc/v1/kdr-03/tables/../onus")]
    [InlineData("edgenoc/v2/kdr-03/status")]
    [InlineData("edgenoc/v1/kdr-03")]
    [InlineData("")]
    public void What_is_not_ours_is_refused(string topic) => Assert.False(Topics.TryParse(topic, out _));
}
