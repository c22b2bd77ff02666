using EdgeNoc.Agent.Cabinet.Gpio;
using EdgeNoc.Agent.Cabinet.Inputs;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Cabinet;

/// <content>What button and contacts do.</content>
internal sealed partial class CabinetWork
{
    private const string StuckText = "the button has been pressed for longer than anybody would: look whether something jams it, or whether active_low is the other way round; it is ignored until it is let go";

    /// <summary>What is there at the start is nobody's press.</summary>
    private void ReadInputs()
    {
        if (_hardware.Lines?.Get() is not { } levels) return;
        for (var line = 0; line < _hardware.Inputs.Count; line++)
        {
            var active = (levels & (1UL << line)) != 0;
            if (_hardware.Inputs[line] == PanelHardware.Button) _button = ButtonWatch.AtStart(active, TimeSpan.Zero);
            else _contacts.AtStart(_hardware.Inputs[line], active, TimeSpan.Zero);
        }
    }

    /// <summary>A line changed; on the thread that waits for that, and that must not hang with whoever handles it.</summary>
    internal void OnEdge(GpioEdge edge)
    {
        _edges.Enqueue((edge, Elapsed));
        LookSoon();
    }

    private void Take(GpioEdge edge, TimeSpan at)
    {
        var name = _hardware.Inputs[edge.Index];
        if (name != PanelHardware.Button)
        {
            _contacts.Change(name, edge.Active, at);
            return;
        }

        (_button, var action) = _button.Change(edge.Active, at);
        Act(action, at);
    }

    private void Act(ButtonAction action, TimeSpan now)
    {
        switch (action)
        {
            case ButtonAction.Short:
                _logger.LogInformation("cabinet: the button was pressed: the buzzer is quiet about what stands now");
                _causes = Buzzer.BuzzerRules.Silence(_causes);
                break;
            case ButtonAction.Long:
                _logger.LogInformation("cabinet: the button was held: lamps, buzzer and everything else are tested");
                _show = _show with { TestFrom = now, ByHand = true, Result = null };
                StartCheck();
                break;
            case ButtonAction.Open when _links.Door is { } door:
                _logger.LogWarning("cabinet: the button is still held: the page opens without the PIN for one phone, within {Minutes:0} minutes", HeldDoor.OpenFor.TotalMinutes);
                door.Open();
                _show = _show with { OpenFrom = now };
                break;
            case ButtonAction.Stuck:
                // Nobody holds it: what it opened was a jam's doing.
                _links.Door?.Shut();
                _logger.LogWarning("cabinet: {Problem}", StuckText);
                break;
            case ButtonAction.Freed:
                _logger.LogInformation("cabinet: the button was let go");
                break;
        }
    }

    private void StartCheck()
    {
        if (_links.Check is not { } check || _show.Checking) return;
        _show = _show with { Checking = true };
        _checking = Task.Run(() => CheckAsync(check));
    }

    private async Task CheckAsync(FullCheck check)
    {
        var well = true;
        try
        {
            await foreach (var line in check(_stopping.Token).ConfigureAwait(false))
            {
                well &= line.State != CheckState.Failed;
                if (line.State != CheckState.Ok) _logger.LogWarning("cabinet: check: {Check}: {Detail}: {Remedy}", line.Check, line.Detail, line.Remedy);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
            return;
        }
        catch (Exception error)
        {
            // A fault of the check must not keep the agent from stopping later.
            _logger.LogError(error, "cabinet: the check failed");
            well = false;
        }

        lock (_gate) _show = _show.Checked(well, Elapsed);
        _logger.LogInformation("cabinet: the check that was asked for at the button {Ended}", well ? "found nothing wrong" : "found what the lines above say");
    }
}
