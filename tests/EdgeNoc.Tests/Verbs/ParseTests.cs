namespace EdgeNoc.Tests.Verbs;

public sealed class ParseTests
{
    [Fact]
    public void Nothing_recognised_is_a_message_and_exit_code_1()
    {
        var run = VerbRun.Of("parse", "hioso-epon", File("<html>a router</html>"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("holds no list of ONUs", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "hioso", "x" }, "parse: hioso is no driver of this version: the drivers are hioso-epon, hioso-cli, vsol-web, hsgq, zte-cli, smartax-cli, mikrotik, ne8000")]
    [InlineData(new[] { "ping", "x" }, "parse: ping has no captures to parse: the drivers are hioso-epon, hioso-cli, vsol-web, hsgq, zte-cli, smartax-cli, mikrotik, ne8000")]
    [InlineData(new[] { "hioso-epon", "--command", "log", "x" }, "parse: hioso-epon knows no command \"log\": write one of page, /onuAllPonOnuList.asp")]
    [InlineData(new[] { "hioso-epon", "/none/at/all" }, "parse: /none/at/all cannot be read")]
    public void Wrong_arguments_are_exit_code_2(string[] arguments, string expected)
    {
        var run = VerbRun.Of(["parse", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropped_rows_are_said_beside_the_records()
    {
        var page = Devices.OnuTable.Page(Devices.OnuTable.Row(1), [.. Devices.OnuTable.Row(2)[..3], "9x", .. Devices.OnuTable.Row(2)[4..]]);
        var run = VerbRun.Of("parse", "hioso-epon", "--command", "/onuAllPonOnuList.asp", File(page));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 rows or fields made no sense", run.Error, StringComparison.Ordinal);
    }

    private static string File(string text)
    {
        var path = Path.GetTempFileName();
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
