using EdgeNoc.Agent.NocCommands;
using EdgeNoc.Rig;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>What leaves the POP in a log or a bundle.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("login with olt-secret-1 failed", "login with *** failed")]
    [InlineData("olt-secret-12 is another", "*** is another")]
    [InlineData("  Password:            onu-secret-7", "  Password:            ***")]
    [InlineData("\"password\": \"x1y2z3\", \"user\": \"admin\"", "\"password\": \"***\", \"user\": \"admin\"")]
    [InlineData("token=edgenoc.t1.abcdef next", "token=*** next")]
    [InlineData("Authorization: Bearer abcdefghijklmnopqrst", "Authorization: Bearer ***")]
    [InlineData("ssh://admin:pw@192.0.2.1:22", "ssh://***@192.0.2.1:22")]
    [InlineData("\"password_file\": \"/etc/edgenoc/olt.pw\"", "\"password_file\": \"/etc/edgenoc/olt.pw\"")]
    [InlineData("\"pin_file\": \"/etc/edgenoc/cabinet.pin\"", "\"pin_file\": \"/etc/edgenoc/cabinet.pin\"")]
    [InlineData("the password (/etc/edgenoc/olt.pw) is not there", "the password (/etc/edgenoc/olt.pw) is not there")]
    [InlineData("ping 192.0.2.1 answered", "ping 192.0.2.1 answered")]
    public void Secrets_are_masked_and_the_rest_stays(string text, string expected) => Assert.Equal(expected, new Redaction(["olt-secret-1", "olt-secret-12", "abc"]).Apply(text));

    [Fact]
    public void The_log_keeps_the_last_thousand_lines_each_of_bounded_length()
    {
        using var tail = new LogTail(new AdjustableTime(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero)));
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(tail));
        var logger = logs.CreateLogger("EdgeNoc.Test");
        for (var number = 1; number <= 1_200; number++) logger.LogWarning("line {Number}\nand more", number);
        logger.LogError(new InvalidOperationException("why"), "{Text}", new string('x', 2_000));
        logger.LogDebug("not kept");
        Assert.Equal(1_000, tail.Last(2_000).Count);
        Assert.Equal(["2026-11-20T05:00:00.000Z warn EdgeNoc.Test: line 1199 and more", "2026-11-20T05:00:00.000Z warn EdgeNoc.Test: line 1200 and more"], tail.Last(3).Take(2));
        Assert.Equal(501, tail.Last(1)[0].Length);
    }
}
