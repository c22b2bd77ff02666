using System.Net;
using EdgeNoc.Common.NocCommands;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.NocCommands;

/// <summary>What a command may be, before anybody does anything about it.</summary>
public sealed class CommandCatalogueTests
{
    [Fact]
    public void Every_command_is_read_with_what_it_needs_and_refused_without()
    {
        foreach (var spec in CommandCatalogue.All)
        {
            var good = Hostile.Good(spec);
            Assert.True(CommandCatalogue.Read(spec, good).Command is not null, spec.Name);
            foreach (var parameter in good.Keys)
            {
                var problem = Assert.Single(CommandCatalogue.Read(spec, good.Where(arg => arg.Key != parameter).ToDictionary()).Problems);
                Assert.Equal((parameter, "is missing"), (problem.Argument, problem.Problem));
            }
        }
    }

    [Fact]
    public void An_argument_that_a_command_does_not_have_is_an_error()
    {
        var read = CommandCatalogue.Read(CommandCatalogue.Find("check")!, new Dictionary<string, string> { ["device"] = "olt-1" });
        Assert.Null(read.Command);
        Assert.Equal("\"device\" is no argument of it: check takes none", $"{read.Problems[0].Argument} {read.Problems[0].Problem}: {read.Problems[0].Remedy}");
    }

    [Theory]
    [InlineData(CommandRole.Viewer, "")]
    [InlineData(CommandRole.Technician, "poll check ping traceroute show-interface show-subscriber pause resume panel-test silence-buzzer")]
    [InlineData(CommandRole.Noc, "poll check ping traceroute show-interface show-subscriber pause resume panel-test silence-buzzer log support restart")]
    [InlineData(CommandRole.Admin, "poll check ping traceroute show-interface show-subscriber pause resume panel-test silence-buzzer log support try restart")]
    public void Who_may_do_what_is_one_table(CommandRole role, string commands) =>
        Assert.Equal(commands, string.Join(' ', CommandCatalogue.All.Where(spec => CommandCatalogue.Allows(role, spec)).Select(spec => spec.Name)));

    [Theory]
    [InlineData("10.0.0.1", "address 10.0.0.1")]
    [InlineData("2001:db8::7", "address 2001:db8::7")]
    [InlineData("00-1a-2b-3c-4d-5e", "mac 00:1A:2B:3C:4D:5E")]
    [InlineData("001a.2b3c.4d5e", "mac 00:1A:2B:3C:4D:5E")]
    [InlineData("001a-2b3c-4d5e", "mac 00:1A:2B:3C:4D:5E")]
    [InlineData("00:1a-2b:3c:4d:5e", null)]
    [InlineData("joao@isp_1.net", "name joao@isp_1.net")]
    [InlineData("0812345678", "name 0812345678")]
    [InlineData("-joao", null)]
    [InlineData("joão", null)]
    [InlineData("joao\n", null)]
    public void A_subscriber_is_an_address_a_mac_or_a_name(string text, string? expected) => Assert.Equal(expected, Subscriber.TryParse(text) switch
    {
        Subscriber.ByAddress address => $"address {address.Address}",
        Subscriber.ByMac mac => $"mac {mac.Text}",
        Subscriber.ByName name => $"name {name.Text}",
        _ => null,
    });

    [Fact]
    public void Whatever_is_typed_for_whatever_parameter_is_refused_or_within_its_grammar() =>
        Prop.ForAll(Hostile.Any.ToArbitrary(), Gen.Elements(CommandCatalogue.All.ToArray()).ToArbitrary(), (text, spec) =>
        {
            foreach (var parameter in spec.Parameters)
            {
                var args = new Dictionary<string, string>(Hostile.Good(spec)) { [parameter.Name] = text };
                switch (CommandCatalogue.Read(spec, args).Command)
                {
                    case NocCommand.ShowInterface show:
                        Assert.Matches(@"\A[A-Za-z0-9 ._:/@()+<>\-]{1,64}\z", show.Interface.Text);
                        Assert.Matches(@"\A[A-Za-z0-9._\-]{1,64}\z", show.Device);
                        break;
                    case NocCommand.ShowSubscriber { Subscriber: Subscriber.ByName name }:
                        Assert.Matches(@"\A[A-Za-z0-9][A-Za-z0-9._@+\-]{0,63}\z", name.Text);
                        break;
                    case NocCommand.ShowSubscriber { Subscriber: Subscriber.ByMac mac }:
                        Assert.Matches(@"\A(?:[0-9A-F]{2}:){5}[0-9A-F]{2}\z", mac.Text);
                        break;
                    case NocCommand.Poll { Part: { } part }:
                        Assert.Matches(@"\A[A-Za-z0-9 ._:/@()+<>\-]{1,100}\z", part);
                        break;
                    case NocCommand.Ping ping:
                        Assert.InRange(ping.Count, 1, 10);
                        Assert.NotEqual(IPAddress.None, ping.Address);
                        break;
                    case NocCommand.Pause pause:
                        Assert.InRange(pause.Length.TotalMinutes, 1, 480);
                        break;
                    case NocCommand.Log log:
                        Assert.InRange(log.Lines, 1, 1000);
                        break;
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData("show-interface", "router-1|ether1", "device=router-1 interface=ether1")]
    [InlineData("show-interface", "interface=ether1|router-1", "device=router-1 interface=ether1")]
    [InlineData("show-subscriber", "router-1|a=b", "device=router-1 subscriber=a=b")]
    [InlineData("check", "now", "! check takes no more than 0 arguments")]
    [InlineData("ping", "address=10.0.0.1|address=10.0.0.2", "! address is there twice")]
    public void Words_become_arguments_by_place_or_by_name(string command, string words, string expected)
    {
        var (args, problem) = CommandWords.Read(CommandCatalogue.Find(command)!, words.Split('|'));
        Assert.Equal(expected, problem is null ? string.Join(' ', args.OrderBy(arg => arg.Key, StringComparer.Ordinal).Select(arg => $"{arg.Key}={arg.Value}")) : $"! {problem}");
    }
}
