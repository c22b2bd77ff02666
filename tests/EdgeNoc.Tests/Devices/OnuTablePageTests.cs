using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Devices;

public sealed class OnuTablePageTests
{
    [Theory]
    [InlineData("Up", "1", "1", OnuStatus.Up, null)]
    [InlineData("up", "0", "0", OnuStatus.Up, null)]
    [InlineData("Down", "1", "0", OnuStatus.Down, OnuReason.Timeout)]
    [InlineData("Down", "1", "1", OnuStatus.PowerOff, OnuReason.DyingGasp)]
    [InlineData("Down", "0", "0", OnuStatus.Down, OnuReason.Other)]
    [InlineData("Down", "2", "0", OnuStatus.Down, OnuReason.OnuInit)]
    [InlineData("Down", "3", "0", OnuStatus.Down, OnuReason.OltInit)]
    [InlineData("Down", "4", "0", OnuStatus.AuthFailed, OnuReason.AuthRejected)]
    [InlineData("Down", "5", "0", OnuStatus.AuthFailed, OnuReason.AuthRejected)]
    [InlineData("Down", "--", "0", OnuStatus.Down, null)]
    [InlineData("DOWN", "TIMEOUT", "0", OnuStatus.Down, OnuReason.Timeout)]
    [InlineData("PwrDown", "1", "0", OnuStatus.PowerOff, OnuReason.DyingGasp)]
    [InlineData("LoopDetected", "1", "1", OnuStatus.Loop, OnuReason.Loop)]
    [InlineData("Registering", "1", "1", OnuStatus.Unknown, null)]
    public void Status_and_reason_follow_the_vendors_table(string status, string reason, string gasp, OnuStatus expected, OnuReason? expectedReason)
    {
        var onu = ReadOne(Row(1, status, reason: reason, gasp: gasp));
        Assert.Equal((expected, expectedReason), (onu.Status, onu.Reason));
    }

    [Fact]
    public void An_onu_that_is_down_keeps_its_name_and_counts_but_no_stale_reading()
    {
        var onu = ReadOne(Row(7, "Down", "Balai Desa"));
        Assert.Equal(new OnuRecord
        {
            Pon = "0/1",
            Onu = "7",
            Status = OnuStatus.Down,
            Reason = OnuReason.Timeout,
            Name = "Balai Desa",
            Mac = "FC:8E:5B:2B:66:07",
            Auth = "Activate",
            Ctc = "CtcNegDone",
            Deregisters = 3,
        }, onu);
    }

    [Theory]
    [InlineData("O'Brien")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("Toko 5'")]
    [InlineData("'Toko")]
    [InlineData("A',B")]
    [InlineData("Toko (A'B')")]
    [InlineData("x')")]
    [InlineData("// x")]
    [InlineData("Rumah, Pak 'Budi'")]
    [InlineData("0/1:9")]
    [InlineData("new Array(")]
    [InlineData(@"back\slash")]
    public void A_name_may_hold_anything(string name)
    {
        var onus = Read(Page(Row(1), Row(2, name: name), Row(3))).Onus;
        Assert.Equal(["NA", name, "NA"], onus.Select(onu => onu.Name ?? "NA"));
    }

    [Fact]
    public void A_name_that_cannot_be_told_from_two_cells_costs_its_own_row_only()
    {
        var reading = Read(Page(Row(1), Row(2, name: "A','B"), Row(3)));
        Assert.Equal(["1", "3"], reading.Onus.Select(onu => onu.Onu));
        Assert.Equal(1, reading.Dropped);
    }

    [Theory]
    [InlineData("var onutable=new Array(", ");")]
    [InlineData("var onutable = new Array (", ",\n);")]
    [InlineData("onutable=new Array(\n//\"0/1/1\",\"N/A\"\n", ")\n;")]
    [InlineData("//var onutable=new Array('old');\nvar onutable\t=\tnew  Array (", "\n//'0/1:99'\n)</script>")]
    public void Spacing_trailing_commas_and_comment_lines_do_not_matter(string head, string tail)
    {
        var rows = string.Join(",\n// a comment, with 'quotes'\n", new[] { Row(1), Row(2) }.Select(row => string.Join(" , ", row.Select(cell => $"'{cell}'"))));
        var reading = Read($"{head}{rows}{tail}");
        Assert.Equal(["1", "2"], reading.Onus.Select(onu => onu.Onu));
        Assert.Equal(0, reading.Dropped);
    }

    [Theory]
    [InlineData(3, "9x")]
    [InlineData(2, "FC:8E:5B:2B:66")]
    [InlineData(0, "0/1:one")]
    public void A_row_that_makes_no_sense_is_dropped_and_counted(int column, string value)
    {
        var reading = Read(Page(Row(1), Row(2).With(column, value), Row(3)));
        Assert.Equal(["1", "3"], reading.Onus.Select(onu => onu.Onu));
        Assert.True(reading.Dropped >= 1);
    }

    [Fact]
    public void The_second_row_of_an_id_is_dropped()
    {
        var reading = Read(Page(Row(1, name: "first"), Row(1, name: "second"), Row(2)));
        Assert.Equal(["first", null], reading.Onus.Select(onu => onu.Name));
        Assert.Equal(1, reading.Dropped);
    }

    [Theory]
    [InlineData("--", null, 0)]
    [InlineData("-inf", null, 0)]
    [InlineData("N/A", null, 0)]
    [InlineData("", null, 0)]
    [InlineData("-28.86", -28.86, 0)]
    [InlineData("-39.99", -39.99, 0)]
    [InlineData("-40.00", null, 1)]
    [InlineData("0.00", null, 1)]
    [InlineData("3.5", null, 1)]
    [InlineData("weak", null, 1)]
    public void A_level_outside_the_sane_range_is_dropped_and_an_absent_one_is_not_counted(string cell, double? expected, int dropped)
    {
        var reading = Read(Page(Row(1).With(15, cell)));
        Assert.Equal((expected, dropped), (Assert.Single(reading.Onus).RxDbm, reading.Dropped));
    }

    [Theory]
    [InlineData("1163", 1750)]
    [InlineData("338", 397)]
    [InlineData("160", 105)]
    [InlineData("95", 1)]
    [InlineData("97", 2)]
    [InlineData("1", 1)]
    public void The_distance_is_what_the_page_itself_computes(string rtt, int metres) => Assert.Equal(metres, ReadOne(Row(1).With(10, rtt)).DistanceM);

    [Theory]
    [InlineData("0", null)]
    [InlineData("--", null)]
    [InlineData("1", "MpcpDiscovery")]
    [InlineData("5", "CtcNegDone")]
    [InlineData("CtcNegDone", "CtcNegDone")]
    [InlineData("9", null)]
    public void Ctc_phases_come_as_codes_or_words(string cell, string? expected) => Assert.Equal(expected, ReadOne(Row(1).With(7, cell)).Ctc);

    [Theory]
    [InlineData("2", "Deactivate")]
    [InlineData("0", "Activate")]
    [InlineData("1", "Activate")]
    [InlineData("Deactivate", "Deactivate")]
    [InlineData("--", null)]
    public void Authorisation_comes_as_a_code_or_a_word(string cell, string? expected) => Assert.Equal(expected, ReadOne(Row(1).With(9, cell)).Auth);

    [Theory]
    [InlineData("fc:8e:5b:2b:66:98")]
    [InlineData("fc-8e-5b-2b-66-98")]
    [InlineData("FC8E.5B2B.6698")]
    public void Macs_take_one_form(string cell) => Assert.Equal("FC:8E:5B:2B:66:98", ReadOne(Row(1).With(2, cell)).Mac);

    [Fact]
    public void A_pon_in_three_parts_keeps_its_name() => Assert.Equal("onu/0/1/2:17", ReadOne(Row(1).With(0, "0/1/2:17")).Entity);

    [Theory]
    [InlineData(65001, null, "Café Señor")]
    [InlineData(28591, null, "Café Señor")]
    [InlineData(28591, "iso-8859-1", "Ãâ")]
    [InlineData(936, null, "中文")]
    [InlineData(936, "gb2312", "中文 Café")]
    [InlineData(65001, "utf-8", "中文")]
    public void Names_are_read_in_the_charset_they_were_typed_in(int codePage, string? charset, string name)
    {
        var encoding = codePage == 936 ? CodePagesEncodingProvider.Instance.GetEncoding(936)! : Encoding.GetEncoding(codePage);
        var result = OnuTablePage.Parse(encoding.GetBytes(Page(Row(1, name: name))), charset);
        // GB2312 has no é: the encoder writes its nearest letter.
        Assert.Equal(encoding.GetString(encoding.GetBytes(name)), Assert.Single(Assert.IsType<PollResult.Read>(result).Reading.Onus).Name);
    }

    [Fact]
    public void Without_a_stated_width_the_rows_themselves_decide()
    {
        var page = Page(Row(1), Row(2));
        Assert.Equal(2, Read(page.Replace("var lineNum=(onutable.length)/22;", "", StringComparison.Ordinal)).Onus.Count);
        var seventeen = Enumerable.Range(1, 22).Select(number => Row(number)[..17]).ToArray();
        Assert.Equal(PollErrorKind.Unsupported, Fail(Page(seventeen).Replace("var lineNum=(onutable.length)/22;", "", StringComparison.Ordinal)).Kind);
    }

    [Fact]
    public void Another_width_is_said_not_guessed() =>
        Assert.Equal("the page has 19 columns a row; this version reads 22, 18, 16, 11, 13", Fail(Page(Row(1)).Replace("/22;", " / 19;", StringComparison.Ordinal)).Detail);

    [Fact]
    public void An_olt_without_onus_is_a_reading() => Assert.Empty(Read("var onutable=new Array();").Onus);

    [Theory]
    [InlineData("ASP Error: Undefined procedure getAllPonOnuTable", PollErrorKind.Unsupported)]
    [InlineData("<html>Access Denied! Please login.</html>", PollErrorKind.AuthFailed)]
    [InlineData("<form><INPUT TYPE=PASSWORD></form>", PollErrorKind.Unsupported)]
    [InlineData("<html><title>Router</title>", PollErrorKind.ParseFailed)]
    [InlineData("var lineNum=(onutable.length)/22;", PollErrorKind.ParseFailed)]
    [InlineData("", PollErrorKind.ParseFailed)]
    public void Another_page_is_a_closed_error_with_a_remedy(string page, PollErrorKind expected)
    {
        var error = Fail(page);
        Assert.Equal(expected, error.Kind);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void Half_a_page_is_no_reading()
    {
        var page = Page(Row(1), Row(2));
        Assert.Contains("stops in the middle", Fail(page[..(page.IndexOf("0/1:2", StringComparison.Ordinal) + 40)]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Pons_sum_up_their_onus()
    {
        var pon = Assert.Single(Read(Page(Row(1), Row(2), Row(3, "Down"), Row(4, "Down", gasp: "1"))).Pons);
        Assert.Equal(new PonRecord { Pon = "0/1", Total = 4, Online = 2, Offline = 2, PowerOff = 1, Los = 0, RxAvgDbm = -17.02, RxMinDbm = -17.02 }, pon with { RxAvgDbm = -17.02 });
    }
}
