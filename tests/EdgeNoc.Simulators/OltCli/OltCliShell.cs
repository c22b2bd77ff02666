namespace EdgeNoc.Simulators.OltCli;

/// <summary>One login at an OLT's command line, whatever carries it: login dialogue where the carrier has none, prompt, pager, answers.</summary>
internal sealed class OltCliShell(OltCliBox box, OltLine line, CancellationToken stop)
{
    private const int PageRows = 20;

    private bool _isEnabled = !box.Look.NeedsEnable;
    private bool _isPaged = true;

    private string Prompt => $"{box.Look.Name}{(_isEnabled ? '#' : '>')}";

    /// <summary>The dialogue of telnet; false when nobody was let in.</summary>
    public async Task<bool> LogInAsync()
    {
        await line.NegotiateAsync();
        switch (box.Fault)
        {
            case OltCliFault.Silent:
                await Task.Delay(Timeout.Infinite, stop);
                return false;
            case OltCliFault.IacFlood:
                await line.FloodAsync(255);
                return false;
            case OltCliFault.Full:
                await line.SendAsync("\r\n  Reached the upper limit of sessions, too many users\r\n");
                return false;
        }

        await line.SendAsync($"{box.Look.Banner}{box.Look.UserPrompt}");
        var user = await line.ReadLineAsync(echo: true);
        await line.SendAsync(box.Look.PasswordPrompt);
        var password = await line.ReadLineAsync(echo: false);
        if (box.Fault != OltCliFault.RefusesLogin && user == box.User && password == box.Password) return true;
        await line.SendAsync($"\r\n% Login failed\r\n{box.Look.UserPrompt}");
        await line.ReadLineAsync(echo: true);
        return false;
    }

    /// <summary>From the first prompt until the other side hangs up, or the box does.</summary>
    public async Task ConverseAsync()
    {
        switch (box.Fault)
        {
            case OltCliFault.NoPrompt:
                await line.SendAsync("\r\nWelcome. Authorized users only.\r\n");
                await Task.Delay(Timeout.Infinite, stop);
                return;
            case OltCliFault.UnexpectedQuestion:
                await line.SendAsync("\r\nEnter your badge number:");
                await line.ReadLineAsync(echo: true);
                return;
            case OltCliFault.PressAnyKey:
                await line.SendAsync("\r\n  Press any key to continue");
                await line.ReadKeyAsync();
                break;
        }

        await line.SendAsync($"\r\n{Prompt}");
        while (await AnswerAsync(await line.ReadLineAsync(echo: true))) await line.SendAsync(Prompt);
    }

    /// <summary>False when the box ends the session.</summary>
    private async Task<bool> AnswerAsync(string command)
    {
        if (command.Length == 0) return true;
        box.Commands.Enqueue(command);
        box.Asked?.Invoke(command);
        if (command == "enable") return await EnableAsync();
        if (command == box.Look.NoPaging && box.Fault != OltCliFault.KeepsPager)
        {
            _isPaged = false;
            return true;
        }

        if (box.Fault == OltCliFault.AsksForMore && command.StartsWith("display", StringComparison.Ordinal))
        {
            await line.SendAsync("{ <cr>||<K> }:");
            await line.ReadLineAsync(echo: true);
        }

        if (box.Fault == OltCliFault.Endless) await line.FloodAsync((byte)'x');
        if (box.Fault == OltCliFault.NoRights)
        {
            await line.SendAsync("% You have no right to execute this command: permission denied\r\n");
            return true;
        }

        return await ShowAsync(((_isEnabled ? box.Answer(command) : null) ?? box.Look.Unknown).ReplaceLineEndings("\n").Split('\n'));
    }

    private async Task<bool> EnableAsync()
    {
        if (box.Fault == OltCliFault.EnablePassword && box.Look.NeedsEnable)
        {
            await line.SendAsync("Password:");
            await line.ReadLineAsync(echo: false);
            await line.SendAsync("% Bad password\r\n");
            return true;
        }

        _isEnabled = true;
        return true;
    }

    private async Task<bool> ShowAsync(string[] rows)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            if (box.Fault == OltCliFault.HangsUp && row == rows.Length / 2) return false;
            if (box.Fault == OltCliFault.StopsInAnswer && row == rows.Length / 2) await Task.Delay(Timeout.Infinite, stop);
            if (_isPaged && row > 0 && row % PageRows == 0)
            {
                await line.SendAsync(box.Look.Pager);
                await line.ReadKeyAsync();
                await line.SendAsync(box.Look.Erase);
            }

            await line.SendAsync($"{rows[row]}\r\n");
        }

        return true;
    }
}
