using System.Net;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Simulators.Olt;
using EdgeNoc.Tests.Configuration;

namespace EdgeNoc.Tests.Devices;

/// <summary>The driver against simulated boxes of every firmware, well or badly behaved.</summary>
public sealed class HiosoFirmwareTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<OltPages, int> Firmwares => new()
    {
        { OltPages.AllPons, 22 },
        { OltPages.AllPons, 18 },
        { OltPages.Overview, 16 },
        { OltPages.Overview, 11 },
        { OltPages.Config, 13 },
    };

    [Theory]
    [MemberData(nameof(Firmwares))]
    public async Task Every_firmware_gives_all_its_onus_and_pons(OltPages pages, int width)
    {
        await using var olt = await StartAsync(Firmware(pages, width));
        olt.Model.Apply(new OltAction(OltActionKind.LoseOnu, "0/1/2:3"));
        await using var driver = Driver(olt);

        var reading = await ReadAsync(driver);

        Assert.Equal(olt.Model.Slots.Select(slot => slot.Id), reading.Onus.Select(onu => $"{onu.Pon}:{onu.Onu}"));
        Assert.Equal(["0/1/2:3"], reading.Onus.Where(onu => onu.Status != OnuStatus.Up).Select(onu => $"{onu.Pon}:{onu.Onu}"));
        Assert.Equal([(16, 16), (16, 15)], reading.Pons.Select(pon => ((int)pon.Total!, (int)pon.Online!)));
        Assert.All(reading.Onus, onu => Assert.Equal(onu.Status == OnuStatus.Up && width != 11, onu.RxDbm is not null));
        Assert.Equal(("HA7304", 17, 41), (reading.Device!.Model, reading.Device.CpuPct, reading.Device.MemUsedPct));
        Assert.Equal(0, reading.Dropped);
        // Levels that are not there and a form that nobody has seen are said in check.
        Assert.Equal(width is 18 or 11 ? [$"{width} columns"] : [], reading.Remarks.Select(remark => remark.Contains($"{width} columns", StringComparison.Ordinal) ? $"{width} columns" : remark));
    }

    [Fact]
    public async Task What_a_box_has_is_remembered_and_asked_for_alone()
    {
        await using var olt = await StartAsync(Firmware(OltPages.Config, 13));
        await using var driver = Driver(olt);
        await ReadAsync(driver);
        Assert.Equal(
            ["/onuAllPonOnuList.asp", "/onuOverviewPonList.asp", "/onuConfigPonList.asp", "/onuConfigOnuList.asp?oltponno=0/1/1", "/onuConfigOnuList.asp?oltponno=0/1/2", "/system.asp"],
            olt.Asked);
        await ReadAsync(driver);
        Assert.Equal(["/onuConfigPonList.asp", "/onuConfigOnuList.asp?oltponno=0/1/1", "/onuConfigOnuList.asp?oltponno=0/1/2"], olt.Asked.Skip(6));
    }

    [Theory]
    [InlineData(PageQuirks.Spaces | PageQuirks.Comments)]
    [InlineData(PageQuirks.NoLineNum)]
    [InlineData(PageQuirks.Dashes)]
    public async Task Ways_of_printing_change_nothing(PageQuirks quirks)
    {
        foreach (var firmware in Firmwares.Select(row => Firmware(row.Data.Item1, row.Data.Item2)))
        {
            await using var olt = await StartAsync(firmware with { Quirks = quirks });
            olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/1/1:5"));
            await using var driver = Driver(olt);
            var reading = await ReadAsync(driver);
            Assert.Equal((32, 31, 0), (reading.Onus.Count, reading.Onus.Count(onu => onu.Status == OnuStatus.Up), reading.Dropped));
        }
    }

    [Fact]
    public async Task Optics_that_the_box_could_not_read_are_absent_and_those_that_cannot_be_are_dropped_and_counted()
    {
        await using var olt = await StartAsync(new OltFirmware { Quirks = PageQuirks.NoReading | PageQuirks.AbsurdLevels });
        await using var driver = Driver(olt);
        var reading = await ReadAsync(driver);
        Assert.All(reading.Onus, onu => Assert.Equal(OnuStatus.Up, onu.Status));
        Assert.Equal(Enumerable.Range(0, 32).Select(index => index % 4 is 1 or 2), reading.Onus.Select(onu => onu.RxDbm is null && onu.TempC is null));
        Assert.Equal(2 * 8, reading.Dropped);
    }

    [Fact]
    public async Task Words_for_a_lost_power_and_a_loop_are_read()
    {
        await using var olt = await StartAsync(Firmware(OltPages.Config, 13) with { Quirks = PageQuirks.StatusWords });
        olt.Model.Apply(new OltAction(OltActionKind.GaspOnu, "0/1/1:5"));
        await using var driver = Driver(olt);
        var onus = (await ReadAsync(driver)).Onus;
        Assert.Equal((OnuStatus.PowerOff, OnuReason.DyingGasp), (onus[4].Status, onus[4].Reason));
        Assert.Equal(OnuStatus.Loop, onus[2].Status);
    }

    [Fact]
    public async Task Odd_names_cost_at_most_their_own_row()
    {
        await using var olt = await StartAsync(new OltFirmware { Quirks = PageQuirks.OddNames });
        await using var driver = Driver(olt);
        var reading = await ReadAsync(driver);
        // Names of 300 letters are none: every fourth row.
        Assert.Equal((24, 8), (reading.Onus.Count, reading.Dropped));
        Assert.Equal(["Warung 🍜 1", "'Toko' 2"], reading.Onus.Take(2).Select(onu => onu.Name));
    }

    [Fact]
    public async Task Names_in_the_makers_charset_are_read()
    {
        await using var olt = await StartAsync(new OltFirmware { Quirks = PageQuirks.Gb2312 });
        await using var driver = Driver(olt);
        Assert.Equal(["中文0", "CLIENT-002"], (await ReadAsync(driver)).Onus.Take(2).Select(onu => onu.Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_that_shows_eight_rows_is_no_whole_pon(bool sums)
    {
        await using var olt = await StartAsync(Firmware(OltPages.Overview, 16) with { RowsPerPage = 8, PonSums = sums });
        await using var driver = Driver(olt);
        var reading = await ReadAsync(driver);
        Assert.Equal((16, 0), (reading.Onus.Count, reading.CompletePons!.Count));
        Assert.Equal(sums ? [16, 16] : [8, 8], reading.Pons.Select(pon => (int)pon.Total!));
        Assert.Equal(sums ? 2 : 0, reading.Remarks.Count);
    }

    [Fact]
    public async Task The_page_of_all_onus_is_preferred_where_lists_show_eight_rows()
    {
        await using var olt = await StartAsync(new OltFirmware { Pages = OltPages.AllPons | OltPages.Overview, RowsPerPage = 8 });
        await using var driver = Driver(olt);
        var reading = await ReadAsync(driver);
        Assert.Equal((32, null), (reading.Onus.Count, reading.CompletePons));
    }

    [Fact]
    public async Task One_pon_that_cannot_be_read_costs_the_others_nothing_and_is_not_complete()
    {
        await using var web = await TinyWeb.StartAsync(context => TinyWeb.Send(context, (context.Request.Path.Value, context.Request.Query["oltponno"].ToString()) switch
        {
            ("/onuConfigPonList.asp", _) => "var ponListTable=new Array('0/1','N/A','0/2','N/A');",
            ("/onuConfigOnuList.asp", "0/1") => "var ponOnuTable=new Array('0/1:1','NA','aa:bb:cc:dd:ee:01','Up','1','2','3','40.00','3.00','9.00','2.00','-20.10','100');",
            ("/onuConfigOnuList.asp", _) => "<html></html>",
            _ => "ASP Error: Undefined procedure x",
        }));
        await using var driver = new HiosoEponDriver(new HiosoEponOptions { Url = web.Url, Gap = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var reading = await ReadAsync(driver);
        Assert.Equal(["onu/0/1:1"], reading.Onus.Select(onu => onu.Entity));
        Assert.Equal(["0/1"], reading.CompletePons!);
        Assert.StartsWith("PON 0/2 could not be read", Assert.Single(reading.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pons_that_can_all_not_be_read_are_an_error()
    {
        await using var olt = await StartAsync(Firmware(OltPages.Config, 13));
        olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.NoArray);
        await using var driver = Driver(olt);
        Assert.Equal(PollErrorKind.ParseFailed, Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error.Kind);
    }

    [Fact]
    public async Task A_box_that_shows_another_pon_than_it_was_asked_for_doubles_no_onu()
    {
        await using var web = await TinyWeb.StartAsync(context => TinyWeb.Send(context, context.Request.Path.Value switch
        {
            "/onuConfigPonList.asp" => "var ponListTable=new Array('0/1','N/A','0/2','N/A');",
            "/onuConfigOnuList.asp" => "var ponOnuTable=new Array('0/1:1','NA','aa:bb:cc:dd:ee:01','Up','1','2','3','40.00','3.00','9.00','2.00','-20.10','100');",
            _ => "ASP Error: Undefined procedure x",
        }));
        await using var driver = new HiosoEponDriver(new HiosoEponOptions { Url = web.Url, Gap = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var reading = await ReadAsync(driver);
        Assert.Equal(["onu/0/1:1"], reading.Onus.Select(onu => onu.Entity));
        Assert.Equal(["0/1"], reading.CompletePons!);
    }

    [Fact]
    public async Task A_fragile_web_server_bears_the_driver()
    {
        await using var olt = await StartAsync(Firmware(OltPages.Config, 13), hangsFor: TimeSpan.FromMinutes(1));
        await using var driver = Driver(olt, gap: new HiosoEponOptions { Url = olt.Address }.Gap);
        for (var poll = 0; poll < 2; poll++) Assert.Equal(32, (await ReadAsync(driver)).Onus.Count);
        Assert.Equal(0, olt.Hangs);
    }

    [Theory]
    [InlineData(MisbehaviourKind.Unauthorised, PollErrorKind.AuthFailed)]
    [InlineData(MisbehaviourKind.AccessDenied, PollErrorKind.AuthFailed)]
    [InlineData(MisbehaviourKind.ServerError, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.NoArray, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.HalfPage, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.CloseMidBody, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.Hang, PollErrorKind.Timeout)]
    [InlineData(MisbehaviourKind.ByteASecond, PollErrorKind.Timeout)]
    [InlineData(MisbehaviourKind.MissingPage, PollErrorKind.Unsupported)]
    [InlineData(MisbehaviourKind.RedirectAway, PollErrorKind.Unsupported)]
    [InlineData(MisbehaviourKind.LoginForm, PollErrorKind.Unsupported)]
    [InlineData(MisbehaviourKind.OtherVendor, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.Json, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.Empty, PollErrorKind.ParseFailed)]
    [InlineData(MisbehaviourKind.Huge, PollErrorKind.ParseFailed)]
    public async Task Whatever_goes_wrong_is_one_closed_error_with_a_remedy(MisbehaviourKind wrong, PollErrorKind expected)
    {
        await using var olt = await StartAsync(new OltFirmware());
        olt.Misbehaviour = new Misbehaviour(wrong);
        await using var driver = Driver(olt, timeout: wrong is MisbehaviourKind.Hang or MisbehaviourKind.ByteASecond ? TimeSpan.FromMilliseconds(300) : null);
        var error = Assert.IsType<PollResult.Failed>(await driver.PollAsync(Stop)).Error;
        Assert.Equal(expected, error.Kind);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public async Task A_redirect_is_followed_with_the_login()
    {
        await using var olt = await StartAsync(new OltFirmware());
        olt.Misbehaviour = new Misbehaviour(MisbehaviourKind.Redirect);
        await using var driver = Driver(olt);
        Assert.Equal(32, (await ReadAsync(driver)).Onus.Count);
    }

    private static OltFirmware Firmware(OltPages pages, int width) => new() { Pages = pages, AllWidth = width == 18 ? 18 : 22, OverviewWidth = width == 11 ? 11 : 16 };

    private static Task<OltServer> StartAsync(OltFirmware firmware, TimeSpan? hangsFor = null) => OltServer.StartAsync(new OltServerOptions
    {
        Listen = new IPEndPoint(IPAddress.Loopback, 0),
        User = "admin",
        Password = "olt-secret",
        Plan = new OltPlan(32, 2, 11, PonPrefix: "0/1/"),
        Firmware = firmware,
        HangsFor = hangsFor,
    });

    private static HiosoEponDriver Driver(OltServer olt, TimeSpan? gap = null, TimeSpan? timeout = null) => new(
        new HiosoEponOptions { Url = olt.Address, User = "admin", Password = TestSecret.Of("olt-secret"), Gap = gap ?? TimeSpan.FromMilliseconds(1), Timeout = timeout ?? TimeSpan.FromSeconds(20) },
        TimeProvider.System);

    private static async Task<Reading> ReadAsync(HiosoEponDriver driver) => Assert.IsType<PollResult.Read>(await driver.PollAsync(Stop)).Reading;
}
