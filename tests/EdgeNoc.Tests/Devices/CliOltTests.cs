using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.HiosoCli;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Devices.SmartAxCli;
using EdgeNoc.Agent.Devices.Telnet;
using EdgeNoc.Agent.Devices.ZteCli;
using EdgeNoc.Common.Config;
using EdgeNoc.Simulators.OltCli;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Devices;

/// <summary>The drivers of command lines against a telnet server that behaves as these boxes do, well or badly.</summary>
public sealed class CliOltTests
{
    private static readonly SecretSource Password = TestSecret.Of("pw-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OltCliFault.None)]
    [InlineData(OltCliFault.IacEverywhere)]
    [InlineData(OltCliFault.KeepsPager)]
    [InlineData(OltCliFault.PressAnyKey)]
    [InlineData(OltCliFault.OtherForm)]
    public async Task States_and_levels_of_a_zte_come_together(OltCliFault fault)
    {
        await using var olt = TelnetOlt.Start("zte", 70, fault);
        await using var driver = new ZteCliDriver(Options(olt), "olt-1", Context());
        var reading = await ReadAsync(driver);
        Assert.Equal(70, reading.Onus.Count);
        Assert.Equal((-20.001, 2.001, -25.001, "ZTEG00000001"), Shown(reading.Onus[0]));
        Assert.Equal([(OnuStatus.PowerOff, OnuReason.DyingGasp, null), (OnuStatus.Los, OnuReason.Los, null), (OnuStatus.Down, null, (double?)null)], new[] { 2, 6, 10 }.Select(place => (reading.Onus[place].Status, reading.Onus[place].Reason, reading.Onus[place].RxDbm)));
        Assert.Equal([("1/1/1", 64L, 52L), ("1/1/2", 6L, 5L)], reading.Pons.Select(pon => (pon.Pon, pon.Total!.Value, pon.Online!.Value)));

        // The second poll asks for the states alone, over the same session, and still knows who is who.
        olt.Box.Commands.Clear();
        var second = await ReadAsync(driver);
        Assert.Equal(["show gpon onu state"], olt.Box.Commands);
        Assert.Equal("ZTEG00000046", second.Onus[69].Serial);
        Assert.Equal(1, olt.Sessions);
    }

    [Fact]
    public async Task States_are_read_where_a_box_knows_nothing_else()
    {
        await using var olt = TelnetOlt.Start("zte", 16, OltCliFault.StatesAlone);
        await using var driver = new ZteCliDriver(Options(olt), "olt-1", Context());
        Assert.Equal((16, 13), (await ReadAsync(driver)) is var reading ? (reading.Onus.Count, reading.Onus.Count(onu => onu.Status == OnuStatus.Up)) : default);
    }

    [Fact]
    public async Task A_session_that_the_box_ended_is_opened_anew()
    {
        await using var olt = TelnetOlt.Start("zte", 64);
        await using var driver = new ZteCliDriver(Options(olt), "olt-1", Context());
        await ReadAsync(driver);
        olt.DropAll();
        Assert.Equal(64, (await ReadAsync(driver)).Onus.Count);
        Assert.Equal(2, olt.Sessions);
    }

    [Theory]
    [InlineData(OltCliFault.RefusesLogin, PollErrorKind.AuthFailed, "refused user and password")]
    [InlineData(OltCliFault.Full, PollErrorKind.SessionTaken, "all management sessions")]
    [InlineData(OltCliFault.Silent, PollErrorKind.PromptLost, "asks for no user")]
    [InlineData(OltCliFault.IacFlood, PollErrorKind.PromptLost, "64 kB instead of a login")]
    [InlineData(OltCliFault.NoPrompt, PollErrorKind.PromptLost, "Authorized users only.")]
    [InlineData(OltCliFault.UnexpectedQuestion, PollErrorKind.PromptLost, "Enter your badge number:")]
    [InlineData(OltCliFault.Endless, PollErrorKind.PromptLost, "more than 8 MB")]
    [InlineData(OltCliFault.HangsUp, PollErrorKind.PromptLost, "ended the session")]
    [InlineData(OltCliFault.StopsInAnswer, PollErrorKind.Timeout, "does not end its answer")]
    [InlineData(OltCliFault.NoRights, PollErrorKind.AuthFailed, "does not let this user ask")]
    [InlineData(OltCliFault.OtherBox, PollErrorKind.Unsupported, "does not know")]
    public async Task What_a_box_does_wrong_is_a_closed_error_with_a_remedy(OltCliFault fault, PollErrorKind kind, string detail)
    {
        await using var olt = TelnetOlt.Start("zte", 64, fault);
        var waits = fault is OltCliFault.Silent or OltCliFault.NoPrompt or OltCliFault.UnexpectedQuestion or OltCliFault.StopsInAnswer;
        await using var driver = new ZteCliDriver(Options(olt) with { Timeout = TimeSpan.FromSeconds(waits ? 2 : 30) }, "olt-1", Context());
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Equal(kind, error.Kind);
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain("pw-1", error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_for_enable_is_told_as_what_it_is()
    {
        await using var olt = TelnetOlt.Start("hioso", 8, OltCliFault.EnablePassword);
        await using var driver = new HiosoCliDriver(Options(olt), "olt-1", Context());
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Equal((PollErrorKind.AuthFailed, "the box wants another password for \"enable\", and the agent has none"), (error.Kind, error.Detail));
        Assert.Equal(["enable"], olt.Box.Commands);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        await using var olt = TelnetOlt.Start("hioso", 8);
        await using var driver = new HiosoCliDriver(Options(olt, "admin", TestSecret.Of("other")), "olt-1", Context());
        Assert.Equal(PollErrorKind.AuthFailed, Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error.Kind);
    }

    [Theory]
    [InlineData("admin\r\nreboot", "pw-1")]
    [InlineData("admin", "pw-1\u0003")]
    public async Task A_login_with_a_line_of_its_own_in_it_is_not_sent(string user, string password)
    {
        await using var olt = TelnetOlt.Start("hioso", 8);
        await using var driver = new HiosoCliDriver(Options(olt, user, TestSecret.Of(password)), "olt-1", Context());
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Contains("nothing was sent", error.Detail, StringComparison.Ordinal);
        Assert.Empty(olt.Box.Commands);
    }

    [Theory]
    [InlineData(OltCliFault.None)]
    [InlineData(OltCliFault.OtherForm)]
    [InlineData(OltCliFault.AsksForMore)]
    [InlineData(OltCliFault.KeepsPager)]
    [InlineData(OltCliFault.PromptLikeNames)]
    public async Task A_smartax_is_asked_by_board_or_else_by_port(OltCliFault fault)
    {
        await using var olt = TelnetOlt.Start("smartax", 64, fault);
        await using var driver = new SmartAxCliDriver(Options(olt), "olt-1", Context());
        var reading = await ReadAsync(driver);
        Assert.Equal(["0/1/0", "0/1/1"], reading.Pons.Select(pon => pon.Pon));
        Assert.Equal([(32L, 20L), (32L, 20L)], reading.Pons.Select(pon => (pon.Total!.Value, pon.Online!.Value)));
        Assert.Equal(["0/1/0", "0/1/1"], reading.CompletePons!.Order(StringComparer.Ordinal));
        Assert.Equal(("4857544300000005", -20.04, 1004L), (reading.Onus[4].Serial, reading.Onus[4].RxDbm, reading.Onus[4].DistanceM));
        Assert.Equal(fault == OltCliFault.PromptLikeNames ? "---- More ( Press 'Q' to break ) ----" : "CLIENT-004", reading.Onus[4].Name);
        Assert.Equal([(OnuStatus.PowerOff, OnuReason.DyingGasp), (OnuStatus.Los, OnuReason.Los), (OnuStatus.Down, (OnuReason?)OnuReason.Rebooted)], new[] { 3, 5, 7 }.Select(place => (reading.Onus[place].Status, reading.Onus[place].Reason)));
        Assert.Equal("MA5800-X7", reading.Device!.Model);
        Assert.Equal(["0/1", "0/9", "0/10"], reading.Boards.Select(board => board.Slot));

        olt.Box.Commands.Clear();
        await ReadAsync(driver);
        Assert.Equal(fault == OltCliFault.OtherForm ? ["display ont info summary 0/1/0", "display ont info summary 0/1/1"] : ["display ont info summary 0/1"], olt.Box.Commands.Where(command => command.Contains("summary", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(OltCliFault.None, "1", 62_520L)]
    [InlineData(OltCliFault.OtherForm, "0", null)]
    [InlineData(OltCliFault.PromptLikeNames, "1", 62_520L)]
    public async Task Levels_of_a_hioso_are_asked_for_in_turn(OltCliFault fault, string board, long? online)
    {
        await using var olt = TelnetOlt.Start("hioso", 24, fault);
        await using var driver = new HiosoCliDriver(Options(olt), "olt-1", Context());
        var first = await ReadAsync(driver);
        Assert.Equal([$"{board}/1", $"{board}/2"], first.Pons.Select(pon => pon.Pon));
        Assert.Equal([(24L, 21L), (0L, 0L)], first.Pons.Select(pon => (pon.Total!.Value, pon.Online!.Value)));
        Assert.Equal((online, -14.01), (first.Onus[0].OnlineS - 1, first.Onus[0].RxDbm));
        Assert.Equal(16, first.Onus.Count(onu => onu.RxDbm is not null));
        Assert.Equal(5, (await ReadAsync(driver)).Onus.TakeLast(6).Count(onu => onu.RxDbm is not null));
        Assert.Equal("V1.1.21", first.Device!.Version);
    }

    [Theory]
    [InlineData("zte")]
    [InlineData("smartax")]
    [InlineData("hioso")]
    public async Task A_box_without_an_onu_is_no_error(string family)
    {
        await using var olt = TelnetOlt.Start(family, 8, OltCliFault.NoOnus);
        await using var driver = DriverOf(family, olt);
        Assert.Empty((await ReadAsync(driver)).Onus);
    }

    [Theory]
    [InlineData("show gpon onu state\nreboot")]
    [InlineData("show gpon onu state | tee")]
    [InlineData("show gpon onu state;reboot")]
    [InlineData("reboot")]
    [InlineData("configure terminal")]
    [InlineData("display version\r")]
    [InlineData("enable secret")]
    public async Task What_is_no_question_never_reaches_the_box(string command)
    {
        await using var olt = TelnetOlt.Start("zte", 4);
        await using var link = new CliLink(OltDialect.Opener(Options(olt), "olt-1", Context()), [], null);
        Assert.NotNull((await link.AskAsync(command, Stop)).Error);
        Assert.Equal(0, olt.Sessions);
    }

    [Theory]
    [InlineData("zte")]
    [InlineData("smartax")]
    [InlineData("hioso")]
    public async Task Only_questions_are_ever_sent(string family)
    {
        await using var olt = TelnetOlt.Start(family, 40);
        await using var driver = DriverOf(family, olt);
        await ReadAsync(driver);
        Assert.NotEmpty(olt.Box.Commands);
        Assert.All(olt.Box.Commands, command => Assert.True(CommandGuard.Allows(command), command));
    }

    private static IDriver DriverOf(string family, TelnetOlt olt) => family switch
    {
        "zte" => new ZteCliDriver(Options(olt), "olt-1", Context()),
        "smartax" => new SmartAxCliDriver(Options(olt), "olt-1", Context()),
        _ => new HiosoCliDriver(Options(olt), "olt-1", Context()),
    };

    private static async Task<Reading> ReadAsync(IDriver driver) => await driver.PollAsync(Stop) switch
    {
        PollResult.Read read => read.Reading,
        var other => throw new Xunit.Sdk.XunitException($"{other}"),
    };

    private static (double?, double?, double?, string?) Shown(OnuRecord onu) => (onu.RxDbm, onu.TxDbm, onu.OltRxDbm, onu.Serial);

    private static OltCliOptions Options(TelnetOlt olt, string user = "admin", SecretSource? password = null) => new() { Telnet = new TelnetTarget("127.0.0.1", olt.EndPoint.Port, user, password ?? Password), Timeout = TimeSpan.FromSeconds(30) };

    private static DriverContext Context() => new(TimeProvider.System, null!);
}
