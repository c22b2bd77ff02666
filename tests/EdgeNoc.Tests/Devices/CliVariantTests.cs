using System.Text;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Tests.Devices;

/// <summary>The same answers as other boxes, releases and terminal programs write them: spacing, units, columns, prompts, controls.</summary>
public sealed class CliVariantTests
{
    [Theory]
    [InlineData("OnuIndex               Admin State  OMCC State   O7 State     Phase State\r\n----\r\ngpon-onu_1/1/1:1       enable       enable       operation    working\r\ngpon-onu_1/1/1:2       enable       disable      unknown      LOS\r\nONU Number: 1/2\r\n")]
    [InlineData("ZXAN#show gpon onu state\r\r\nOnuIndex   Admin State  OMCC State  Phase State  Channel\r\r\n1/1/1:1     enable       enable      working      1(GPON)\r\r\n1/1/1:2     enable       disable     LOS          1(GPON)\r\r\nONU Number: 1/2\r\r\nZXAN#")]
    [InlineData("OLT-PUSAT(config)#show gpon onu state gpon_olt-1/1/1\nOnuIndex            Admin State  OMCC State  Phase State  Speed mode\n gpon_onu-1/1/1:1    enable       enable      working      GPON\n gpon_onu-1/1/1:2    enable       disable     LOS          --\nOLT-PUSAT(config)#")]
    [InlineData("OnuIndex\tAdmin State\tOMCC State\tPhase State\n1/1/1:1\tenable\tenable\tworking\n--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b1/1/1:2\tenable\tdisable\tLOS\n")]
    [InlineData("gpon-onu_1/1/1:1       enable       enable       operation    Working\ngpon-onu_1/1/1:2       enable       disable      unknown      los")]
    public void States_of_a_zte(string answer) => Assert.Equal(["1/1/1:1 up", "1/1/1:2 los los"], Onus("zte-cli", "show gpon onu state", answer));

    [Theory]
    [InlineData("show pon power onu-rx gpon-olt_1/1/1", "Onu                 Rx power\n----\ngpon-onu_1/1/1:1    -16.676(dbm)\ngpon-onu_1/1/1:2    N/A\n")]
    [InlineData("show pon power onu-rx gpon_olt-1/1/1", "Onu                 Rx power\ngpon_onu-1/1/1:1    -16.676 (dBm)\ngpon_onu-1/1/1:2    no signal\n")]
    [InlineData("show pon power onu-rx gpon-olt_1/1/1", "ZXAN#show pon power onu-rx gpon-olt_1/1/1\n1/1/1:1    -16.676dBm\n1/1/1:2    --\nZXAN#")]
    public void Levels_of_a_zte(string command, string answer) => Assert.Equal(["1/1/1:1 up rx -16.676", "1/1/1:2 unknown"], Onus("zte-cli", command, answer));

    [Theory]
    [InlineData("display ont info summary 0/2/7", "  In port 0/2/7, the total of ONTs are: 2, online: 1\n  ONT  Run     Last                Last                Last\n  ID   State   UpTime              DownTime            DownCause\n  0    online  2026-01-01 00:00:00 -                   -\n  1    offline 2026-01-01 00:00:00 2026-01-02 00:00:00 dying-gasp\n  ONT        SN        Type          Distance Rx/Tx power  Description\n  0   48575443AAAAAAAA EG8145X6-10      1     -7.92/2.21   A customer, street 1\n  1   48575443BBBBBBBB -                -     -/-          \n")]
    [InlineData("display ont info summary 0/2/7", "MA5800-X7#display ont info summary 0/2/7\r\n{ <cr>||<K> }:\r\n\r\n  Command:\r\n          display ont info summary 0/2/7\r\n  Command is being executed. Please wait\r\n  In port 0/ 2/7 , the total of ONTs are: 2, online: 1\r\n  0    online  01/01/2026 00:00:00+07:00 01/01/2026 00:00:00+07:00 LOSi/LOBi\r\n---- More ( Press 'Q' to break ) ----\x1b[37D                                     \x1b[37D  1    offline 01/01/2026 00:00:00+07:00 02/01/2026 00:00:00+07:00 dying-gasp\r\n  0   48575443AAAAAAAA EG8145X6-10      1     -7.92 / 2.21   A customer, street 1\r\n  1   48575443BBBBBBBB                  -     -/-\r\nMA5800-X7#")]
    [InlineData("display ont info summary 0/2/7", "  0    online  2026-01-01 00:00:00 -                   -\n  1    offline 2026-01-01 00:00:00 2026-01-02 00:00:00 dying-gasp\n  0   HWTC-AAAAAAAA EG8145X6         1     -7.92/2.21   A customer, street 1\n  1   HWTC-BBBBBBBB EG8145X6         -     -/-\n")]
    public void Both_tables_of_a_smartax_are_one(string command, string answer) => Assert.Equal(["0/2/7:0 up rx -7.92 \"A customer, street 1\"", "0/2/7:1 power_off dying_gasp"], Onus("smartax-cli", command, answer));

    [Theory]
    [InlineData("display ont optical-info 0/1/0 all", "  ONT  Rx power  Tx power  OLT Rx ONT  Temperature  Voltage  Current  Distance\n  ID   (dBm)     (dBm)     power(dBm)  (C)          (V)      (mA)     (m)\n    0  -24.68    3.68      -22.68      38           3.200    6        171\n    1  -         -         -           -            -        -        -\n")]
    [InlineData("display ont optical-info 0 all", "MA5608T(config-if-gpon-0/1)#display ont optical-info 0 all\n  ONT  Rx power  Tx power  OLT Rx ONT  Temperature  Voltage  Current\n  0  -24.68    3.68      -22.68      38           3.200    6\n  1  --    --      --      --           --    --\nMA5608T(config-if-gpon-0/1)#")]
    public void Levels_of_a_smartax(string command, string answer) => Assert.Equal(["0/1/0:0 up rx -24.68", "0/1/0:1 unknown"], Onus("smartax-cli", command, answer));

    [Theory]
    [InlineData("OnuId    Mac               Status Firmware ChipId GE FE POTS CTCStatus CTCVer Active Uptime Name\n0/1:1    70:b6:4f:a4:6a:68 Up     V5.0.8   0x741B 1  0  2    NA        V2.1   Yes 17H 22M 53S A customer\n0/1:2    58:d2:37:ea:f4:00 Down   V5.0.8   0x741B 1  0  2    NA        V2.1   Yes\n")]
    [InlineData("EPON#show onu info epon 0/1 all\r\nOnuId Mac Status Firmware ChipId GE FE POTS CTCStatus CTCVer Active Name\r\n0/1:1 70b6.4fa4.6a68 up V5.0.8 0x741B 1 0 2 CtcNegDone V2.1 Yes A customer\r\n--- Enter Key To Continue ----\r                              \r0/1:2 58-d2-37-ea-f4-00 down V5.0.8 0x741B 1 0 2 -- V2.1 No\r\nEPON#")]
    public void Onus_of_a_hioso(string answer) => Assert.Equal(["0/1:1 up \"A customer\"", "0/1:2 down"], Onus("hioso-cli", "show onu info epon 0/1 all", answer));

    private static IEnumerable<string> Onus(string driverName, string command, string answer)
    {
        var driver = Drivers.Find(driverName)!;
        var reading = Assert.IsType<PollResult.Read>(driver.ParserOf(command)!.ParseFor(command, Encoding.Latin1.GetBytes(answer))).Reading;
        Assert.Equal(0, reading.Dropped);
        return JsonNode.Parse(ReadingJson.Of(driver, reading)!)!.AsArray().Where(record => (string?)record!["measurement"] == "onu")
            .Select(onu => string.Concat($"{onu!["pon"]}:{onu["onu"]} {onu["status"]}", onu["reason"] is { } reason ? $" {reason}" : "", onu["rx_dbm"] is { } rx ? $" rx {rx}" : "", onu["name"] is { } name ? $" \"{name}\"" : ""));
    }
}
