package launch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// Job is one run of a pipeline.
type Job struct {
	Config    string   // path of the configuration
	Object    string   // path of the plugin's shared object
	Directory string   // where it runs
	Variables []string // NAME=value, beside this process's own environment
	Options   []string // further options of the program
}

// Result is what a run left behind.
type Result struct {
	Stdout, Stderr string
	ExitCode       int // -1 when a signal ended it
	Took           time.Duration
	Usage          *syscall.Rusage // what the kernel accounted to it; nil if it never ran
}

// Run runs job until it ends by itself. When the context ends first, the program
// is asked to end by SIGTERM, killed 10 s later if it did not, and the error says so.
func (p Program) Run(ctx context.Context, job Job) (Result, error) {
	process, err := p.Start(job)
	if err != nil {
		return Result{}, err
	}
	select {
	case <-process.Ended():
		return process.Result(), nil
	case <-ctx.Done():
		result := process.Stop(10 * time.Second)
		return result, fmt.Errorf("running %s: stopped after %v: %w", p.Name(), result.Took.Round(time.Millisecond), ctx.Err())
	}
}

// Process is a program at work.
type Process struct {
	command        *exec.Cmd
	stdout, stderr capture
	begun          time.Time
	ended          chan struct{}
	result         Result // valid when ended is closed
}

// Start starts job and does not wait.
func (p Program) Start(job Job) (*Process, error) {
	arguments := append([]string{}, p.Options...)
	if job.Object != "" {
		arguments = append(arguments, "-e", job.Object)
	}
	if job.Config != "" {
		arguments = append(arguments, "-c", job.Config)
	}
	running := &Process{
		command: exec.Command(p.Path, append(arguments, job.Options...)...),
		begun:   time.Now(),
		ended:   make(chan struct{}),
	}
	running.command.Dir = job.Directory
	running.command.Env = append(os.Environ(), job.Variables...)
	running.command.Stdout = &running.stdout
	running.command.Stderr = &running.stderr
	// A child that outlives the program (Daemon On) must not hold up Wait for ever.
	running.command.WaitDelay = time.Second
	if err := running.command.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", p.Path, err)
	}
	go running.wait()
	return running, nil
}

func (p *Process) wait() {
	err := p.command.Wait()
	p.result = Result{
		Stdout:   p.stdout.String(),
		Stderr:   p.stderr.String(),
		ExitCode: p.command.ProcessState.ExitCode(),
		Took:     time.Since(p.begun),
	}
	p.result.Usage, _ = p.command.ProcessState.SysUsage().(*syscall.Rusage)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		p.result.Stderr += "\n" + err.Error()
	}
	close(p.ended)
}

// Ended is closed when the program has ended.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Result waits for the end and says how it was.
func (p *Process) Result() Result {
	<-p.ended
	return p.result
}

// Output is what the program has written so far.
func (p *Process) Output() (stdout, stderr string) { return p.stdout.String(), p.stderr.String() }

// ID is the process's number.
func (p *Process) ID() int { return p.command.Process.Pid }

// Signal sends a signal to this process alone.
func (p *Process) Signal(signal syscall.Signal) error { return p.command.Process.Signal(signal) }

// Stop asks the program to end and kills it when it has not within patience.
func (p *Process) Stop(patience time.Duration) Result {
	// Both signals fail only for a process that has ended already.
	_ = p.Signal(syscall.SIGTERM)
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	select {
	case <-p.ended:
	case <-deadline.C:
		_ = p.Signal(syscall.SIGKILL)
	}
	return p.Result()
}
