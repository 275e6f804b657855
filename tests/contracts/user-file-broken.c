// A broken contract file is a wrong call of the driver: status 2, every problem.
// RUN: sh -c '%pyrefcheck --contracts=%S/Inputs/duplicates.yaml %s -- ; test $? = 2' 2>&1 | FileCheck %s
// CHECK: duplicates.yaml:4:13: error: a second contract for 'g': the first is at line 1
// CHECK: duplicates.yaml:5:14: error: a second contract for 'h': the first is at line 3
int unused;
