using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Tests.Devices;

/// <summary>The other pages of the family, as files without a word of which they are.</summary>
public sealed class HiosoPagesTests
{
    private static readonly string[] Head = ["0/1:1", "NA", "FC:8E:5B:2B:66:01", "Up", "0101", "9127", "5"];
    private static readonly string[] Optics = ["46.00", "3.00", "12.00", "2.06", "-17.01"];
    private static readonly string[] Times = ["2026-06-03 10:20:22", "2026-06-03 10:19:21"];

    public static TheoryData<int> Widths => [22, 18, 16, 13, 11];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Each_width_gives_an_up_onu_what_it_has_and_never_the_reason_of_its_last_loss(int width)
    {
        var onu = Assert.Single(Read(Table(width, Row(width))).Onus);
        Assert.Equal((OnuStatus.Up, null, 105), (onu.Status, onu.Reason, onu.DistanceM));
        Assert.Equal(width == 11 ? null : -17.01, onu.RxDbm);
        Assert.Equal(width == 11 ? (null, null, null, null) : (2.06, 46, 3, 12), (onu.TxDbm, onu.TempC, onu.VoltageV, onu.BiasMa));
        Assert.Equal(width is 22 or 18 ? 62121 : null, onu.OnlineS);
        Assert.Equal(width is 22 or 18 ? 3 : null, onu.Deregisters);
        Assert.Equal(width is 22 or 16 or 11 ? ("CtcNegDone", "Activate") : (null, null), (onu.Ctc, onu.Auth));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Each_width_gives_a_down_onu_no_stale_reading(int width)
    {
        var onu = Assert.Single(Read(Table(width, Row(width, "Down"))).Onus);
        Assert.Equal(new OnuRecord { Pon = "0/1", Onu = "1", Status = onu.Status, Reason = onu.Reason, Mac = onu.Mac, Ctc = onu.Ctc, Auth = onu.Auth, Deregisters = onu.Deregisters }, onu);
        Assert.Equal(width switch
        {
            22 => (OnuStatus.PowerOff, OnuReason.DyingGasp),
            18 => (OnuStatus.Down, OnuReason.Timeout),
            _ => (OnuStatus.Down, (OnuReason?)null),
        }, (onu.Status, onu.Reason));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Each_width_is_found_without_being_stated_though_a_row_is_broken(int width)
    {
        var rows = Enumerable.Range(1, 9).Select(number => Row(width, id: $"0/1:{number}")).ToArray();
        rows[4] = [.. rows[4][..1], "O','Brien", .. rows[4][2..]];
        var reading = Read(Table(width, rows).Replace("lineNum", "lines", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3", "4", "6", "7", "8", "9"], reading.Onus.Select(onu => onu.Onu));
    }

    [Fact]
    public void The_width_of_another_array_is_not_this_ones()
    {
        var page = Array("ponOnuTable", Row(13)) + "var lineNum=(onutable.length)/22;\n";
        Assert.Equal(-17.01, Assert.Single(Read(page).Onus).RxDbm);
    }

    [Fact]
    public void Rows_that_make_no_sense_at_all_are_an_error_and_no_olt_without_onus()
    {
        var page = Array("onutable", [.. Row(18)], [.. Row(18)]) + "var lineNum=(onutable.length)/22;\n";
        Assert.Equal(PollErrorKind.ParseFailed, Fail(page).Kind);
    }

    [Fact]
    public void The_optics_of_another_onu_are_not_joined_to_a_detail()
    {
        var info = Array("onuinfo", [.. Head, .. Times, "2026-06-03 10:19:21"]);
        Assert.Equal(-17.01, Assert.Single(Read(info + Array("onuOpmInfo", ["0/1:1", .. Optics])).Onus).RxDbm);
        Assert.Null(Assert.Single(Read(info + Array("onuOpmInfo", ["0/1:2", .. Optics])).Onus).RxDbm);
        Assert.Null(Assert.Single(Read(info).Onus).RxDbm);
    }

    [Theory]
    [InlineData(7, null, null)]
    [InlineData(10, null, null)]
    [InlineData(12, null, null)]
    [InlineData(13, "Activate", null)]
    [InlineData(17, "Activate", 3L)]
    [InlineData(19, null, null)]
    public void A_detail_of_any_length_gives_what_is_known_of_it(int cells, string? auth, long? deregisters)
    {
        string[] row = [.. Head, "2026-04-18 08:46:47", .. Times, "5", "30", "0", "1", "64600", "3", "1", "x", "y"];
        var reading = Read(Array("onuinfo", row[..cells]));
        var onu = Assert.Single(reading.Onus);
        Assert.Equal((OnuStatus.Up, null, "FC:8E:5B:2B:66:01", auth, deregisters), (onu.Status, onu.Reason, onu.Mac, onu.Auth, onu.Deregisters));
        // The page of one ONU says nothing of how many hang on its PON.
        Assert.Empty(reading.Pons);
    }

    [Fact]
    public void A_detail_of_a_down_onu_has_its_reason_and_no_optics()
    {
        string[] row = [.. Head, "2026-04-18 08:46:47", .. Times, "0", "30", "0", "1", "64600", "3", "1"];
        row[3] = "Down";
        var onu = Assert.Single(Read(Array("onuinfo", row) + Array("onuOpmInfo", ["0/1:1", .. Optics])).Onus);
        Assert.Equal((OnuStatus.PowerOff, OnuReason.DyingGasp, null, null), (onu.Status, onu.Reason, onu.RxDbm, onu.OnlineS));
    }

    [Fact]
    public void A_list_of_pons_has_sums_only_where_they_make_sense()
    {
        var reading = Read(Array("ponListTable", ["0/1", "N/A"], ["0/2", "ONU Total=40,Online=39,Offline=1"], ["0/3", "ONU Total=3,Online=39,Offline=1"], ["PON", "x"], ["0/2", "N/A"]));
        Assert.Equal([new PonRecord { Pon = "0/1" }, new PonRecord { Pon = "0/2", Total = 40, Online = 39, Offline = 1 }, new PonRecord { Pon = "0/3" }], reading.Pons);
        Assert.Equal(2, reading.Dropped);
    }

    [Fact]
    public void The_description_of_the_box_becomes_a_device()
    {
        var device = Read(Array("sysInfo", ["OLT-Kediri", "EPON OLT", "POP", "HA7304", "V1.1.21", "20190516", "78:5c:72:ab:85:44", "192.0.2.10", "12 Days 3:04:05", "V1.0", "SN0001", "17%", "41"])).Device;
        Assert.Equal(new DeviceRecord { Identity = "OLT-Kediri", Model = "HA7304", Version = "V1.1.21", Serial = "SN0001", UptimeS = 1_047_845, CpuPct = 17, MemUsedPct = 41 }, device);
    }

    [Fact]
    public void Labels_say_where_cpu_memory_and_temperature_stand_and_without_them_another_form_is_not_guessed()
    {
        string[] texts = ["OLT", "EPON", "POP", "HA7302CST", "v7.80", "1h 54m 38s", "9 %", "51", "54.0 °C"];
        var labelled = Read(Array("rowName", ["Device Type", "Software Version", "Running Time", "CPU Usage", "Memory Usage", "Temperature"]) + Array("sysInfo", texts)).Device!;
        Assert.Equal((9, 51, 54, 6878), (labelled.CpuPct, labelled.MemUsedPct, labelled.TempC, labelled.UptimeS));
        var bare = Read(Array("sysInfo", texts)).Device!;
        Assert.Equal(("HA7302CST", null, null, 54), (bare.Model, bare.CpuPct, bare.MemUsedPct, bare.TempC));
    }

    [Theory]
    [InlineData("12 Days 3:04:05", 1_047_845)]
    [InlineData("1h 54m 38s", 6878)]
    [InlineData("17H 15M 21S", 62121)]
    [InlineData("0H3M42S", 222)]
    [InlineData("1D 03H 04M 05S", 97445)]
    [InlineData("3 days, 4 hours 5 minutes 6 seconds", 273906)]
    [InlineData("62121", 62121)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void Running_times_come_in_many_ways(string text, int? seconds) => Assert.Equal(seconds, (int?)Uptime.Read(text));

    [Fact]
    public void A_file_of_several_pages_gives_all_of_them()
    {
        var reading = Read(Table(22, Row(22)) + Array("onuinfo", [.. Head]) + Array("ponListTable", ["0/1", "ONU Total=2,Online=1,Offline=1"], ["0/2", "N/A"]) + Array("sysInfo", ["a", "b", "c", "HA7304", "V1"]));
        Assert.Equal(["onu/0/1:1"], reading.Onus.Select(onu => onu.Entity));
        Assert.Equal(["0/1", "0/2"], reading.Pons.Select(pon => pon.Pon));
        Assert.Equal("HA7304", reading.Device!.Model);
    }

    [Fact]
    public void A_page_that_names_its_charset_is_read_in_it()
    {
        var page = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\">" + Table(22, [.. Head[..1], "Ãâ", .. Row(22)[2..]]);
        var reading = Assert.IsType<PollResult.Read>(HiosoPage.Parse(Encoding.Latin1.GetBytes(page))).Reading;
        Assert.Equal("Ãâ", Assert.Single(reading.Onus).Name);
    }

    [Theory]
    [InlineData("/onuConfig.asp", "details of an ONU")]
    [InlineData("/system.asp", "description of the box")]
    [InlineData("/onuConfigPonList.asp", "list of PONs")]
    [InlineData("/onuOverview.asp", "list of ONUs")]
    public void A_parser_of_one_page_says_what_another_page_lacks(string command, string what)
    {
        var parser = HiosoPage.Parsers.Single(known => known.Name == command);
        var failed = Assert.IsType<PollResult.Failed>(parser.Parse(Encoding.UTF8.GetBytes("<html>" + Array("other", ["x"]))));
        Assert.EndsWith($"holds no {what}", failed.Error.Detail, StringComparison.Ordinal);
    }

    private static string[] Row(int width, string status = "Up", string id = "0/1:1")
    {
        string[] head = [id, Head[1], Head[2], status, .. Head[4..]];
        return width switch
        {
            22 => [.. head, "5", "30", "0", "160", .. Optics, .. Times, "1", "62121", "3", "1"],
            18 => [.. head, .. Optics, "62121", "3", "1", "160", .. Times],
            16 => [.. head, "CtcNegDone", "21", "Activate", "160", .. Optics],
            13 => [.. head, .. Optics, "160"],
            _ => [.. head, "CtcNegDone", "21", "Activate", "160"],
        };
    }

    private static string Table(int width, params string[][] rows)
    {
        var array = width == 13 ? "ponOnuTable" : "onutable";
        return Array(array, rows) + $"var lineNum=({array}.length)/{width};\n";
    }

    private static string Array(string name, params string[][] rows) => $"var {name}=new Array(\n{string.Join(",\n", rows.Select(row => string.Join(",", row.Select(cell => $"'{cell}'"))))}\n);\n";

    private static Reading Read(string page) => Assert.IsType<PollResult.Read>(HiosoPage.Parse(Encoding.UTF8.GetBytes(page))).Reading;

    private static PollError Fail(string page) => Assert.IsType<PollResult.Failed>(HiosoPage.Parse(Encoding.UTF8.GetBytes(page))).Error;
}
