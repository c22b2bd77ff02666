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
    [InlineData(TelnetFault.None)]
    [InlineData(TelnetFault.IacEverywhere)]
    public async Task States_and_levels_of_a_zte_come_together(TelnetFault fault)
    {
        await using var olt = TelnetOlt.Start(TelnetLook.Zte, Zte);
        olt.Fault = fault;
        await using var driver = new ZteCliDriver(Options(olt), "olt-1", Context());
        var reading = await ReadAsync(driver);
        Assert.Equal(64, reading.Onus.Count);
        Assert.Equal((-20.01, 2.01, -25.01, "ZTEG00000001"), Shown(reading.Onus[0]));
        Assert.Equal((OnuStatus.PowerOff, OnuReason.DyingGasp, null), (reading.Onus[2].Status, reading.Onus[2].Reason, reading.Onus[2].RxDbm));
        Assert.Equal((64, 43), (reading.Pons.Single().Total, reading.Pons.Single().Online));

        // The second poll asks for the states alone, over the same session, and still knows who is who.
        olt.Commands.Clear();
        var second = await ReadAsync(driver);
        Assert.Equal(["show gpon onu state"], olt.Commands);
        Assert.Equal("ZTEG00000064", second.Onus[63].Serial);
        Assert.Equal(1, olt.Sessions);
    }

    [Fact]
    public async Task A_session_that_the_box_ended_is_opened_anew()
    {
        await using var olt = TelnetOlt.Start(TelnetLook.Zte, Zte);
        await using var driver = new ZteCliDriver(Options(olt), "olt-1", Context());
        await ReadAsync(driver);
        olt.DropAll();
        Assert.Equal(64, (await ReadAsync(driver)).Onus.Count);
        Assert.Equal(2, olt.Sessions);
    }

    [Theory]
    [InlineData(TelnetFault.RefusesLogin, PollErrorKind.AuthFailed)]
    [InlineData(TelnetFault.Full, PollErrorKind.SessionTaken)]
    [InlineData(TelnetFault.Silent, PollErrorKind.PromptLost)]
    [InlineData(TelnetFault.Endless, PollErrorKind.PromptLost)]
    [InlineData(TelnetFault.HangsUp, PollErrorKind.PromptLost)]
    public async Task What_a_box_does_wrong_is_a_closed_error_with_a_remedy(TelnetFault fault, PollErrorKind kind)
    {
        await using var olt = TelnetOlt.Start(TelnetLook.Zte, Zte);
        olt.Fault = fault;
        await using var driver = new ZteCliDriver(Options(olt) with { Timeout = TimeSpan.FromSeconds(fault == TelnetFault.Silent ? 1 : 30) }, "olt-1", Context());
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Equal(kind, error.Kind);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain("pw-1", error.Detail + error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        await using var olt = TelnetOlt.Start(TelnetLook.Hioso, _ => null);
        var options = Options(olt);
        await using var driver = new HiosoCliDriver(options with { Telnet = options.Telnet! with { Password = TestSecret.Of("other") } }, "olt-1", Context());
        Assert.Equal(PollErrorKind.AuthFailed, Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error.Kind);
    }

    [Theory]
    [InlineData(true, TelnetFault.None)]
    [InlineData(false, TelnetFault.None)]
    [InlineData(true, TelnetFault.AsksForMore)]
    public async Task A_smartax_is_asked_by_board_or_else_by_port(bool byBoard, TelnetFault fault)
    {
        await using var olt = TelnetOlt.Start(TelnetLook.SmartAx, command => SmartAx(command, byBoard));
        olt.Fault = fault;
        await using var driver = new SmartAxCliDriver(Options(olt), "olt-1", Context());
        var reading = await ReadAsync(driver);
        Assert.Equal(["0/1/0", "0/1/1"], reading.Pons.Select(pon => pon.Pon));
        Assert.Equal([30L, 30L], reading.Pons.Select(pon => pon.Total));
        Assert.Equal(["0/1/0", "0/1/1"], reading.CompletePons!.Order(StringComparer.Ordinal));
        Assert.Equal(("4857544300000005", "CLIENT-005", -20.05), (reading.Onus[5].Serial, reading.Onus[5].Name, reading.Onus[5].RxDbm));
        Assert.Equal("MA5800-X7", reading.Device!.Model);
        Assert.Equal(["0/1", "0/9"], reading.Boards.Select(board => board.Slot));

        olt.Commands.Clear();
        await ReadAsync(driver);
        Assert.Equal(byBoard ? ["display ont info summary 0/1"] : ["display ont info summary 0/1/0", "display ont info summary 0/1/1"], olt.Commands.Where(command => command.Contains("summary", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Levels_of_a_hioso_are_asked_for_in_turn()
    {
        await using var olt = TelnetOlt.Start(TelnetLook.Hioso, Hioso);
        await using var driver = new HiosoCliDriver(Options(olt), "olt-1", Context());
        var first = await ReadAsync(driver);
        Assert.Equal(["1/1", "1/2"], first.Pons.Select(pon => pon.Pon));
        Assert.Equal([20L, 0L], first.Pons.Select(pon => pon.Total));
        Assert.Equal(16, first.Onus.Count(onu => onu.RxDbm is not null));
        Assert.Equal(4, (await ReadAsync(driver)).Onus.TakeLast(4).Count(onu => onu.RxDbm is not null));
        Assert.Equal("V1.1.21", first.Device!.Version);
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
        await using var olt = TelnetOlt.Start(TelnetLook.Zte, Zte);
        await using var link = new CliLink(OltDialect.Opener(Options(olt), "olt-1", Context()), [], null);
        Assert.NotNull((await link.AskAsync(command, Stop)).Error);
        Assert.Equal(0, olt.Sessions);
    }

    private static async Task<Reading> ReadAsync(IDriver driver) => await driver.PollAsync(Stop) switch
    {
        PollResult.Read read => read.Reading,
        var other => throw new Xunit.Sdk.XunitException($"{other}"),
    };

    private static (double?, double?, double?, string?) Shown(OnuRecord onu) => (onu.RxDbm, onu.TxDbm, onu.OltRxDbm, onu.Serial);

    private static OltCliOptions Options(TelnetOlt olt) => new() { Telnet = new TelnetTarget("127.0.0.1", olt.Port, "admin", Password), Timeout = TimeSpan.FromSeconds(30) };

    private static DriverContext Context() => new(TimeProvider.System, null!);

    private static string Rows(int count, Func<int, string> row) => string.Join('\n', Enumerable.Range(1, count).Select(row));

    private static string? Zte(string command) => command switch
    {
        "terminal length 0" => null,
        "show gpon onu state" => "OnuIndex               Admin State  OMCC State   O7 State     Phase State\n------\n" + Rows(64, onu => $"gpon-onu_1/1/1:{onu,-8} enable       enable       operation    {(onu % 3 == 0 ? "DyingGasp" : "working")}"),
        "show gpon onu baseinfo gpon-olt_1/1/1" => Rows(64, onu => $"gpon-onu_1/1/1:{onu}    F660       sn      SN:ZTEG{onu:00000000}         ready"),
        "show pon power onu-rx gpon-olt_1/1/1" => Rows(64, onu => $"gpon-onu_1/1/1:{onu}    {(onu % 3 == 0 ? "N/A" : $"-20.{onu:00}(dbm)")}"),
        "show pon power onu-tx gpon-olt_1/1/1" => Rows(64, onu => $"gpon-onu_1/1/1:{onu}    2.{onu:00}(dbm)"),
        "show pon power olt-rx gpon-olt_1/1/1" => Rows(64, onu => $"gpon-onu_1/1/1:{onu}    -25.{onu:00}(dbm)"),
        _ => null,
    };

    private static string? SmartAx(string command, bool byBoard) => command switch
    {
        "display board 0" => "  SlotID  BoardName  Status          SubType0 SubType1    Online/Offline\n  0     \n  1       H901GPHF   Normal\n  9       H901MPLA   Active_normal   CPCF",
        "display version" => "  VERSION : MA5800V100R019C10\n  PRODUCT : MA5800-X7\n  Uptime is 20 day(s), 23 hour(s), 19 minute(s), 16 second(s)",
        "display ont info summary 0/1" => byBoard ? Summary(0) + "\n" + Summary(1) : "                              ^\n  % Parameter error, the error locates at '^'",
        "display ont info summary 0/1/0" => Summary(0),
        "display ont info summary 0/1/1" => Summary(1),
        "display ont info summary 0/1/2" => "                              ^\n  % Parameter error, the error locates at '^'",
        _ => null,
    };

    private static string Summary(int port) => $"  In port 0/ 1/{port}, the total of ONTs are: 30, online: 30\n  ONT  Run     Last\n"
        + Rows(30, onu => $"  {onu - 1,-4} online  2000-01-01 00:00:00 2000-01-01 00:00:00 dying-gasp")
        + "\n  ONT        SN        Type          Distance Rx/Tx power  Description\n"
        + Rows(30, onu => $"  {onu - 1,-3} 48575443{onu - 1:00000000} EG8145X6-10   {onu}     -20.{onu - 1:00}/2.{onu:00}  CLIENT-{onu - 1:000}");

    private static string? Hioso(string command) => command switch
    {
        "show onu info epon 1/1 all" => HiosoHeading + Rows(20, onu => $"1/1:{onu}    70:b6:4f:a4:00:{onu:x2} Up     V5.0.8   0x741B 1  0  2    NA        V2.1   Yes 17H 22M {onu:00}S CLIENT-{onu:000}"),
        "show onu info epon 1/2 all" => HiosoHeading.TrimEnd('\n'),
        "show version" => "Version : V1.1.21\nDate    : 20251105",
        _ when command.StartsWith("show onu optical-ddm epon 1/1 ", StringComparison.Ordinal) => $" Temperature  : 46.00 C\n Voltage      : 3.00  V\n TxBias       : 17.00 mA\n TxPower      : 2.32 dBm\n RxPower      : -4.{command[30..].PadLeft(2, '0')} dBm",
        _ => null,
    };

    private const string HiosoHeading = "OnuId    Mac               Status Firmware ChipId GE FE POTS CTCStatus CTCVer Active Uptime Name\n======\n";
}
