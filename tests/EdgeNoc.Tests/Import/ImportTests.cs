using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Devices.Ping;
using EdgeNoc.Agent.Import;
using EdgeNoc.Common.Import;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Import;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ImportTests
{
    private const string Header = "id,name,location,latitude,longitude,address\n";

    [Fact]
    public void A_clean_list_gives_its_targets_and_nothing_to_say()
    {
        var (targets, findings) = Csv(Header + "ont-001,Balai Desa,,-7.1,112.2,192.0.2.101\n\"ont-002\",\"O\"\"Brien, Budi\",,,,192.0.2.102\n");
        Assert.Empty(findings);
        Assert.Equal(["ont-001|Balai Desa|192.0.2.101|-7.1|112.2", "ont-002|O\"Brien, Budi|192.0.2.102||"], targets);
    }

    [Theory]
    [InlineData("id_pelanggan;nama;lokasi;lat;lng;ip\n7;Warung;Desa;-7,25;112,5;192.0.2.7\n")]
    [InlineData("sep=;\nID CCBS;Nama Pelanggan;alamat;Latitude;Longitude;IP Address\n7;Warung;Jl. Mawar 1;-7.25;112.5;192.0.2.7\n")]
    [InlineData("id\tnama\tkoordinat\tip\n7\tWarung\t-7.25, 112.5\t192.0.2.7\n")]
    [InlineData("\uFEFFid,name,address,latitude,longitude,ip\r\n7,Warung,Jl. Mawar 1,-7.25,112.5,192.0.2.7\r\n\r\n,,,,,\r\n")]
    public void Headers_and_separators_of_the_old_systems_are_known(string csv) =>
        Assert.Equal(["7|Warung|192.0.2.7|-7.25|112.5"], Csv(csv).Targets);

    [Theory]
    [InlineData("""[{"id_ccbs":"7","nama":"Warung","ip":"192.0.2.7","lat":-7.25,"lng":112.5}]""")]
    [InlineData("""{"onts":[{"id":7,"name":"Warung","address":"192.0.2.7","latitude":"-7.25","longitude":"112.5","tags":["x"]}],"count":1}""")]
    [InlineData("""{"7":{"name":"Warung","address":"192.0.2.7","latitude":-7.25,"longitude":112.5}}""")]
    [InlineData("""{"id":"7","name":"Warung","address":"192.0.2.7","latitude":-7.25,"longitude":112.5}""")]
    public void Json_lists_of_every_shape_are_read(string json) => Assert.Equal(["7|Warung|192.0.2.7|-7.25|112.5"], Json(json).Targets);

    [Fact]
    public void Every_finding_names_its_line_and_nothing_is_dropped_without_one()
    {
        var (targets, findings) = Csv(Header +
            "ont-001,Satu,,-7.10,112.20,192.0.2.1\n" + // 2
            "ont-002,Dua,,0,0,192.0.2.2\n" +           // 3
            "ont-003,Tiga,,112.3,-7.3,192.0.2.3\n" +   // 4
            "ont-004,Empat,,-7.4,112.4,\n" +           // 5
            "ont-005,Lima,,-7.5,112.5,192.0.2\n" +     // 6
            "ont-001,Enam,,-7.6,112.6,192.0.2.6\n" +   // 7
            "ont-007,Tujuh,,-7.7,112.7,192.0.2.1\n" +  // 8
            "ont 008,Delapan,,-7.8,112.8,192.0.2.8\n" + // 9
            ",Sembilan,,-7.9,112.9,192.0.2.9\n" +      // 10
            "ont-010,Satu,,7.10,112.20,192.0.2.10\n" + // 11
            "ont-011,Sebelas,,-7.11,,192.0.2.11\n" +   // 12
            "ont-012,Dua Belas,,x,112,192.0.2.12\n" +  // 13
            "ont-013,Tiga Belas,,-97,190,192.0.2.13\n" + // 14
            "ont-014,Empat Belas,,-7.10,112.20,192.0.2.14\n" + // 15
            "ont-015,too,few\n" +                      // 16
            "ont-016,Jalan 1, RT 2,,-7.1,112.1,192.0.2.16\n" + // 17
            "ont-017,\"open,,-7.1,112.1,192.0.2.17\n" + // 18
            "ont-018,Akhir,,-7.18,112.18,010.1.1.1\n"); // 19
        string[] expected =
        [
            "✘ x:3: coordinates 0, 0 of \"ont-002\" lie in the Atlantic", "✘ x:4: latitude and longitude of \"ont-003\" look swapped", "✘ x:5: \"ont-004\" has no IP address",
            "✘ x:6: address \"192.0.2\" of \"ont-005\" is no IP address", "✘ x:7: id \"ont-001\" stands in line 2 already", "‼ x:8: ont-007 has the same address as ont-001 in line 2",
            "✘ x:9: \"ont 008\" cannot be an id", "✘ x:10: the id is missing", "‼ x:11: ont-010 has the same name as ont-001 in line 2", "‼ x:11: the coordinates of ont-010 (7.1, 112.2) have probably lost a minus sign",
            "✘ x:12: \"ont-011\" has one coordinate only", "✘ x:13: coordinates \"x\", \"112\" of \"ont-012\" are no numbers", "✘ x:14: coordinates \"-97\", \"190\" of \"ont-013\" are out of range",
            "‼ x:15: ont-014 has the same place as ont-001 in line 2", "✘ x:16: the row has 3 cells, the header 6", "✘ x:17: the row has 7 cells, the header 6", "✘ x:18: a quote is never closed",
            "✘ x:19: address \"010.1.1.1\" of \"ont-018\" is no IP address",
        ];
        Assert.Equal(expected.Length, findings.Count);
        Assert.All(expected.Zip(findings), pair => Assert.StartsWith(pair.First, pair.Second.Text("x"), StringComparison.Ordinal));
        Assert.Equal(["ont-001", "ont-002", "ont-003", "ont-007", "ont-010", "ont-011", "ont-012", "ont-013", "ont-014"], targets.Select(target => target.Split('|')[0]));
        Assert.All(targets.Where(target => target[..7] is "ont-002" or "ont-003" or "ont-011" or "ont-012" or "ont-013"), target => Assert.EndsWith("||", target, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_line_of_json_loses_itself_only()
    {
        var (targets, findings) = Json("[\n{\"id\":\"a\",\"ip\":\"192.0.2.1\"},\n{\"id\":\"b\",\"ip\":192.0.2.2},\n{\"id\":\"c\",\"ip\":\"192.0.2.3\"},\n{\"id\":\"d\",\"ip\":\n]\n");
        Assert.Equal(["a||192.0.2.1||", "c||192.0.2.3||"], targets);
        Assert.Equal([3, 5], findings.Select(finding => finding.Line));
    }

    [Fact]
    public void A_broken_place_in_a_list_over_many_lines_keeps_what_came_before()
    {
        var (targets, findings) = Json("[\n{\n\"id\":\"a\",\n\"ip\":\"192.0.2.1\"\n},\n{\n\"id\":\"b\" \"ip\":\"192.0.2.2\"\n}\n]\n");
        Assert.Equal(["a||192.0.2.1||"], targets);
        Assert.Contains("nothing after it is read", Assert.Single(findings).Problem, StringComparison.Ordinal);
        Assert.Equal(7, findings[0].Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing\nof\nthe kind\n")]
    [InlineData("PNG\0\u0001\u0002")]
    public void What_is_no_list_is_said_so(string text)
    {
        Assert.NotNull(CsvList.Read(text).Unusable);
        Assert.NotNull(JsonList.Read(text).Unusable);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public void Names_survive_the_charsets_that_spreadsheets_write(string charset)
    {
        var encoding = charset == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(charset)! : Encoding.GetEncoding(charset);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,name,ip\na,Café – señor,192.0.2.1\n")];
        Assert.Equal(["a|Café – señor|192.0.2.1||"], Csv(ImportText.Decode(bytes)).Targets);
    }

    [Fact]
    public void Any_text_is_read_to_its_end_and_every_row_is_a_target_or_a_finding() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null).ArrayOf().ToArbitrary(),
            names =>
            {
                var rows = names.Select((name, index) => $"ont-{index},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\",192.0.2.{(index % 250) + 1}");
                var (targets, findings) = Csv("id,name,ip\n" + string.Join('\n', rows));
                var named = targets.Count + findings.Count(finding => finding.Mark == ImportMark.Refused);
                _ = Csv(string.Join('\n', names));
                _ = Json(string.Join('\n', names));
                return named == names.Length;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_entry_is_one_that_the_config_takes_with_odd_names_and_all()
    {
        var entry = TargetSnippet.Write(ImportCheck.Judge(CsvList.Read(Header + "ont-001,\"Pos 🏠 \"\"Ronda\"\"\n RT 2\",,-7.1,112.2,192.0.2.101\nont-002,,Desa,,,192.0.2.102\n")).Targets);
        using var folder = new Configuration.ConfigFolder();
        var load = folder.Parse($$"""{ "site": "a", "broker": { "urls": ["mqtt://127.0.0.1"] }, "devices": [ {{entry}} ] }""");
        Assert.Empty(load.Errors);
        var options = Assert.IsType<PingOptions>(load.Config!.Devices[0].Options);
        Assert.Equal([("ont-001", "Pos 🏠 \"Ronda\" RT 2", -7.1), ("ont-002", "Desa", null)], options.Targets.Select(target => (target.Id, target.Name, target.Latitude)));
        Assert.Equal(2, JsonNode.Parse(entry)!["targets"]!.AsArray().Count);
    }

    private static (IReadOnlyList<string> Targets, IReadOnlyList<ImportFinding> Findings) Csv(string text) => Judge(CsvList.Read(text));

    private static (IReadOnlyList<string> Targets, IReadOnlyList<ImportFinding> Findings) Json(string text) => Judge(JsonList.Read(text));

    private static (IReadOnlyList<string> Targets, IReadOnlyList<ImportFinding> Findings) Judge(ImportList list)
    {
        var (targets, findings) = ImportCheck.Judge(list);
        return ([.. targets.Select(target => FormattableString.Invariant($"{target.Id}|{target.Name}|{target.Address}|{target.Latitude}|{target.Longitude}"))], findings);
    }
}
