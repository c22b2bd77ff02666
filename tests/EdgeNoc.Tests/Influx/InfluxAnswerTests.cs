using EdgeNoc.Collector.Influx;

namespace EdgeNoc.Tests.Influx;

public sealed class InfluxAnswerTests
{
    [Theory]
    [InlineData(204, "")]
    [InlineData(200, "")]
    public void Success_means_stored(int status, string body) => Assert.IsType<WriteOutcome.Stored>(InfluxAnswer.Read(status, isHtml: false, body, null));

    [Theory]
    [InlineData(400, """{"error":"unable to parse 'x': missing fields"}""", "HTTP 400: unable to parse 'x': missing fields", null)]
    [InlineData(400, """{"error":"partial write: points beyond retention policy dropped=3"}""", "HTTP 400: partial write: points beyond retention policy dropped=3", 3)]
    [InlineData(400, """{"error":"partial write: field type conflict: input field \"no space left on device\" on measurement \"m\" is type float, already exists as type integer dropped=1"}""",
        "HTTP 400: partial write: field type conflict: input field \"no space left on device\" on measurement \"m\" is type float, already exists as type integer dropped=1", 1)]
    [InlineData(400, "{\"error\":\"a\\u001b[31m\\nb\"}", "HTTP 400: a [31m b", null)]
    [InlineData(413, "", "HTTP 413", null)]
    public void What_is_refused_for_ever_carries_the_reason(int status, string body, string reason, int? dropped) =>
        Assert.Equal(new WriteOutcome.Refused(reason, dropped), InfluxAnswer.Read(status, isHtml: false, body, null));

    [Theory]
    [InlineData(404, """{"error":"database not found: \"edgenoc\""}""", false, nameof(UnavailableKind.DatabaseMissing))]
    [InlineData(404, "404 page not found", false, nameof(UnavailableKind.Unexpected))]
    [InlineData(401, """{"error":"authorization failed"}""", false, nameof(UnavailableKind.Unauthorized))]
    [InlineData(403, """{"error":"user is not authorized to write"}""", false, nameof(UnavailableKind.Unauthorized))]
    [InlineData(429, "", false, nameof(UnavailableKind.Overloaded))]
    [InlineData(503, "", false, nameof(UnavailableKind.Overloaded))]
    [InlineData(500, """{"error":"timeout"}""", false, nameof(UnavailableKind.ServerError))]
    [InlineData(500, """{"error":"write /data/000001.wal: no space left on device"}""", false, nameof(UnavailableKind.DiskFull))]
    [InlineData(400, """{"error":"partial write: open /data/_series/00/0000: no space left on device dropped=1"}""", false, nameof(UnavailableKind.DiskFull))]
    [InlineData(200, "<html>Please log in</html>", true, nameof(UnavailableKind.Unexpected))]
    [InlineData(400, "<html>Bad request</html>", true, nameof(UnavailableKind.Unexpected))]
    [InlineData(302, "", false, nameof(UnavailableKind.Unexpected))]
    public void What_may_pass_is_kept_and_named(int status, string body, bool isHtml, string kind)
    {
        var outcome = Assert.IsType<WriteOutcome.Unavailable>(InfluxAnswer.Read(status, isHtml, body, TimeSpan.FromSeconds(7)));
        Assert.Equal((kind, TimeSpan.FromSeconds(7)), (outcome.Kind.ToString(), outcome.RetryAfter));
        Assert.NotEmpty(outcome.Remedy);
    }

    [Fact]
    public void A_long_answer_is_cut() => Assert.InRange(((WriteOutcome.Refused)InfluxAnswer.Read(400, isHtml: false, new string('x', 100_000), null)).Reason.Length, 500, 520);
}
